/** What the portal offers, each with its line in common and in large type. Only what works is listed. */
import type { IconName } from '../../design/index.ts'

export type Service = { to: string; icon: IconName; title: string; second: string; short: string }

const forEverybody: Service[] = [
  {
    to: '/self-check',
    icon: 'calculator',
    title: '自助测算',
    second: '答几个问题，看看能领多少补助',
    short: '看看能领什么',
  },
  {
    to: '/apply',
    icon: 'document',
    title: '申请救助',
    second: '最低生活保障、低收入家庭、特困、临时救助',
    short: '低保、低收入、特困、临时',
  },
  {
    to: '/progress',
    icon: 'clock',
    title: '办件进度',
    second: '办到哪一步，什么时候有结果',
    short: '办到哪一步了',
  },
  {
    to: '/notices',
    icon: 'board',
    title: '公示查询',
    second: '正在公示的名单，可以提意见',
    short: '看名单，提意见',
  },
]

const forResidents: Service[] = [
  {
    to: '/benefits',
    icon: 'heart',
    title: '我的待遇',
    second: '每月发多少，家里有变化在这里报',
    short: '每月发多少',
  },
  {
    to: '/messages',
    icon: 'message',
    title: '消息',
    second: '办件的通知和提醒',
    short: '通知和提醒',
  },
]

export function servicesFor(resident: boolean): Service[] {
  return resident ? [...forEverybody, ...forResidents] : forEverybody
}

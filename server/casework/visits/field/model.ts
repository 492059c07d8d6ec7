/** When a visit was made, by two clocks that may disagree; and by what a brief is known again. Pure. */
import { createHash } from 'node:crypto'
import { addDays, dayInChina, daysBetween } from '../../../platform/clock/index.ts'
import type { VisitBrief } from './contract.ts'

/** A phone whose clock is further off than this is told so, and the visit bears a note. */
export const toleratedSeconds = 5 * 60

export type VisitTimes = {
  /** By the phone's clock, and what it knew then of the server's: server minus phone. */
  visited_at: string
  clock_offset_seconds: number
  /** By the phone's clock, when it was sent. */
  sent_at: string
  /** By the server's clock. */
  taken_at: string
  received_at: string
  /** Business days of taking and receiving. */
  taken_on: string
  today: string
}

export type JudgedTime = {
  /** The instant by the server's clock, as well as it can be known. */
  visited_at: string
  visited_on: string
  received_at: string
  /** Server minus phone, measured on receiving. */
  measured_offset_seconds: number
  clock_wrong: boolean
}

/**
 * The phone's time is put right by what it knew of the server's, and held between taking the visit along and
 * receiving it: these two the server knows itself. The day is counted back from the business day by days in China.
 */
export function judgeTime(times: VisitTimes): JudgedTime {
  const received = Date.parse(times.received_at)
  const corrected = Date.parse(times.visited_at) + times.clock_offset_seconds * 1000
  const instant = Math.min(Math.max(corrected, Date.parse(times.taken_at)), received)
  const visited_at = new Date(instant).toISOString()
  const measured = Math.round((received - Date.parse(times.sent_at)) / 1000)
  const daysAgo = daysBetween(dayInChina(visited_at), dayInChina(times.received_at))
  const day = addDays(times.today, -daysAgo)
  const visited_on = day < times.taken_on ? times.taken_on : day
  const wrong = [measured, times.clock_offset_seconds].some((each) => Math.abs(each) > toleratedSeconds)
  return {
    visited_at,
    visited_on,
    received_at: times.received_at,
    measured_offset_seconds: measured,
    clock_wrong: wrong,
  }
}

type Coded = Pick<VisitBrief, 'planned_on' | 'place' | 'members' | 'checks' | 'hidden_members'>

/** The same for the same contents: who lives there, where, and what they said. Ages grow without being a change. */
export function codeOfBrief({ planned_on, place, members, checks, hidden_members }: Coded): string {
  const content = [
    planned_on,
    place,
    hidden_members,
    members.map(({ person_id, name, relation }) => [person_id, name, relation]),
    checks.map(({ key, said }) => [key, said]),
  ]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32)
}

/** What a phone that ended is told, and its holder reads. */
export const endedTexts = {
  signed_out: '已经退出登录。手机上的走访资料已清除。',
  wrong_pin: '开锁码连续输错。手机上的走访资料已清除。',
  post_ended: '您在这个岗位的任职已经结束，手机上的走访资料须清除；没有送达的不再接收。',
  account_stopped: '您的账号已停用，手机上的走访资料须清除；没有送达的不再接收。',
  lost: '这台手机已报失，走访资料须清除；没有送达的不再接收。',
} as const

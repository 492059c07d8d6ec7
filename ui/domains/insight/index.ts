import type { NavigationEntry, PageDefinition, Role } from '../../shell/page-definition.ts'

const viewers: Role[] = [
  'community_worker',
  'street_clerk',
  'district_approver',
  'finance',
  'policy_officer',
  'leader',
]

export const pages: PageDefinition[] = [
  {
    path: '/workbench/insight',
    title: '数据',
    frame: 'workbench',
    access: viewers,
    load: () => import('./dashboards-page.tsx'),
  },
  {
    path: '/workbench/insight/$programme_id',
    title: '数据',
    frame: 'workbench',
    rail: true,
    access: viewers,
    load: () => import('./city-page.tsx'),
  },
  {
    path: '/workbench/insight/$programme_id/records/$indicator_id',
    title: '数字背后的记录',
    frame: 'workbench',
    access: viewers,
    load: () => import('./records-page.tsx'),
  },
  {
    path: '/wall/city',
    title: '全市大屏',
    frame: 'wall',
    access: viewers,
    load: () => import('./wall-page.tsx'),
  },
]

export const navigation: NavigationEntry[] = [
  {
    path: '/workbench/insight',
    title: '数据',
    short: '数据',
    group: 'general',
    order: 10,
    access: viewers,
    startOf: ['leader'],
  },
]

import { call } from '../../shell/api.ts'
import type { NavigationEntry, PageDefinition, Role } from '../../shell/page-definition.ts'
import { reportReaders } from './means-report/readers.ts'

const handlers: Role[] = [
  'community_worker',
  'street_clerk',
  'district_approver',
  'policy_officer',
  'leader',
  'finance',
]
const askers: Role[] = ['street_clerk', 'district_approver']
const visitors: Role[] = ['community_worker', 'street_clerk', 'district_approver']
const inspectors: Role[] = ['district_approver', 'policy_officer', 'leader']

export const pages: PageDefinition[] = [
  {
    path: '/workbench',
    title: '待办',
    frame: 'workbench',
    access: handlers,
    load: () => import('./work-page.tsx'),
  },
  {
    path: '/workbench/done',
    title: '已办',
    frame: 'workbench',
    access: handlers,
    load: () => import('./done-page.tsx'),
  },
  {
    path: '/workbench/stuck',
    title: '积压',
    frame: 'workbench',
    access: handlers,
    load: () => import('./stuck-page.tsx'),
  },
  {
    path: '/workbench/cases/$case_id',
    title: '办件',
    frame: 'workbench',
    rail: true,
    under: '/workbench',
    access: handlers,
    load: () => import('./case-page.tsx'),
  },
  {
    path: '/workbench/means-checks/$means_check_id',
    title: '核对报告',
    frame: 'workbench',
    rail: true,
    under: '/workbench',
    access: reportReaders,
    load: () => import('./means-report/means-report-page.tsx'),
  },
  {
    path: '/workbench/means-requests',
    title: '没有着落的查询',
    frame: 'workbench',
    access: askers,
    load: () => import('./means-requests-page.tsx'),
  },
  {
    path: '/workbench/visits',
    title: '走访安排',
    frame: 'workbench',
    access: visitors,
    load: () => import('./visits-page.tsx'),
  },
  {
    path: '/workbench/inspections',
    title: '抽查',
    frame: 'workbench',
    access: inspectors,
    load: () => import('./inspections-page.tsx'),
  },
  {
    path: '/workbench/notices',
    title: '公示',
    frame: 'workbench',
    access: handlers,
    load: () => import('./notices-page.tsx'),
  },
  {
    path: '/workbench/objections',
    title: '异议',
    frame: 'workbench',
    access: handlers,
    under: '/workbench/notices',
    load: () => import('./objections-page.tsx'),
  },
]

export const navigation: NavigationEntry[] = [
  {
    path: '/workbench',
    title: '待办',
    short: '待办',
    group: 'mine',
    order: 1,
    access: handlers,
    loadCount: async () => {
      const { workRoutes } = await import('../../../server/casework/contract.ts')
      return (await call(workRoutes.list_work, { body: { limit: 1 } })).counts.all
    },
  },
  { path: '/workbench/done', title: '已办', short: '已办', group: 'mine', order: 2, access: handlers },
  {
    path: '/workbench/stuck',
    title: '积压',
    short: '积压',
    group: 'mine',
    order: 3,
    access: handlers,
    loadCount: async () => {
      const { workRoutes } = await import('../../../server/casework/contract.ts')
      return (await call(workRoutes.list_stuck, { query: { limit: 1 } })).total
    },
  },
  {
    path: '/workbench/means-requests',
    title: '核对查询',
    short: '核对',
    group: 'work',
    order: 11,
    access: askers,
    loadCount: async () => {
      const { unsettledRoutes } = await import('../../../server/benefits/contract.ts')
      return (await call(unsettledRoutes.list_unsettled_requests, { query: { limit: 1 } })).total
    },
  },
  { path: '/workbench/visits', title: '走访', short: '走访', group: 'work', order: 12, access: visitors },
  {
    path: '/workbench/inspections',
    title: '抽查',
    short: '抽查',
    group: 'work',
    order: 13,
    access: inspectors,
    loadCount: async () => {
      const { inspectionRoutes } = await import('../../../server/casework/contract.ts')
      return (await call(inspectionRoutes.list_inspections, { query: { limit: 1 } })).total
    },
  },
  {
    path: '/workbench/notices',
    title: '公示异议',
    short: '公示',
    group: 'work',
    order: 14,
    access: handlers,
  },
]

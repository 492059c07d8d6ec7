import type { NavigationEntry, PageDefinition, Role } from '../../shell/page-definition.ts'
import { call } from '../../shell/api.ts'

const counter: Role[] = ['community_worker', 'street_clerk']
const lawmakers: Role[] = ['policy_officer', 'leader']
const handlers: Role[] = ['community_worker', 'street_clerk', 'district_approver']

export const pages: PageDefinition[] = [
  {
    path: '/workbench/counter',
    title: '窗口代办',
    frame: 'workbench',
    access: counter,
    load: () => import('./counter-page.tsx'),
  },
  {
    path: '/workbench/counter/$household_id',
    title: '窗口代办',
    frame: 'workbench',
    access: counter,
    load: () => import('./counter-form-page.tsx'),
  },
  {
    path: '/workbench/households/$household_id/change',
    title: '申报家庭变化',
    frame: 'workbench',
    access: counter,
    under: '/workbench/counter',
    load: () => import('./change-page.tsx'),
  },
  {
    path: '/workbench/outreach',
    title: '政策找人',
    frame: 'workbench',
    access: [...handlers, 'policy_officer'],
    load: () => import('./outreach-page.tsx'),
  },
  {
    path: '/workbench/proposals',
    title: '标准调整',
    frame: 'workbench',
    access: lawmakers,
    load: () => import('./proposals-page.tsx'),
  },
  {
    path: '/workbench/proposals/new',
    title: '起草标准调整',
    frame: 'workbench',
    access: ['policy_officer'],
    load: () => import('./proposal-form-page.tsx'),
  },
  {
    path: '/workbench/proposals/$proposal_id',
    title: '标准调整方案',
    frame: 'workbench',
    access: lawmakers,
    load: () => import('./proposal-page.tsx'),
  },
  {
    path: '/workbench/reviews',
    title: '复核',
    frame: 'workbench',
    access: handlers,
    load: () => import('./reviews-page.tsx'),
  },
]

export const navigation: NavigationEntry[] = [
  {
    path: '/workbench/counter',
    title: '窗口代办',
    short: '代办',
    group: 'work',
    order: 10,
    access: counter,
  },
  {
    path: '/workbench/outreach',
    title: '政策找人',
    short: '找人',
    group: 'work',
    order: 9,
    access: [...handlers, 'policy_officer'],
    loadCount: async () => {
      const { outreachRoutes } = await import('../../../server/benefits/contract.ts')
      return (await call(outreachRoutes.list_outreach, { query: { state: 'open', limit: 1 } })).total
    },
  },
  {
    path: '/workbench/proposals',
    title: '标准调整',
    short: '标准',
    group: 'general',
    order: 11,
    access: lawmakers,
  },
  {
    path: '/workbench/reviews',
    title: '复核',
    short: '复核',
    group: 'work',
    order: 13,
    access: handlers,
    loadCount: async () => {
      const { reviewRoutes } = await import('../../../server/benefits/contract.ts')
      return (await call(reviewRoutes.list_reviews, { query: { limit: 1 } })).total
    },
  },
]

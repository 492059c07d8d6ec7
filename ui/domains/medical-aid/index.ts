import { call } from '../../shell/api.ts'
import type { NavigationEntry, PageDefinition, Role } from '../../shell/page-definition.ts'

const readers: Role[] = ['finance', 'district_approver', 'policy_officer', 'leader']

export const pages: PageDefinition[] = [
  {
    path: '/workbench/claims',
    title: '医疗救助结算',
    frame: 'workbench',
    access: readers,
    load: () => import('./claims-page.tsx'),
  },
  {
    path: '/workbench/claim-differences',
    title: '医院对账不符',
    frame: 'workbench',
    access: readers,
    load: () => import('./differences-page.tsx'),
  },
]

export const navigation: NavigationEntry[] = [
  {
    path: '/workbench/claims',
    title: '医疗救助结算',
    short: '结算',
    group: 'work',
    order: 23,
    access: readers,
  },
  {
    path: '/workbench/claim-differences',
    title: '医院对账不符',
    short: '不符',
    group: 'work',
    order: 24,
    access: readers,
    loadCount: async () => {
      const { differenceRoutes } = await import('../../../server/domains/medical-aid/contract.ts')
      return (await call(differenceRoutes.list_claim_differences, { query: { limit: 1 } })).total
    },
  },
]

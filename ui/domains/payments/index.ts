import { call } from '../../shell/api.ts'
import type { NavigationEntry, PageDefinition, Role } from '../../shell/page-definition.ts'

const payers: Role[] = ['finance', 'district_approver', 'policy_officer', 'leader']
const bookkeepers: Role[] = ['finance', 'policy_officer', 'leader']

export const pages: PageDefinition[] = [
  {
    path: '/workbench/payrolls',
    title: '发放批次',
    frame: 'workbench',
    access: payers,
    load: () => import('./payroll-list-page.tsx'),
  },
  {
    path: '/workbench/payrolls/$payroll_id',
    title: '发放批次',
    frame: 'workbench',
    access: payers,
    load: () => import('./payroll-page.tsx'),
  },
  {
    path: '/workbench/returned-payments',
    title: '退汇待重发',
    frame: 'workbench',
    access: payers,
    load: () => import('./returned-payments-page.tsx'),
  },
  {
    path: '/workbench/rosters',
    title: '名册',
    frame: 'workbench',
    access: payers,
    load: () => import('./rosters-page.tsx'),
  },
  {
    path: '/workbench/rosters/$roster_id',
    title: '名册',
    frame: 'workbench',
    access: payers,
    load: () => import('./roster-page.tsx'),
  },
  {
    path: '/workbench/ledger',
    title: '账簿',
    frame: 'workbench',
    access: bookkeepers,
    load: () => import('./ledger-page.tsx'),
  },
]

export const navigation: NavigationEntry[] = [
  {
    path: '/workbench/payrolls',
    title: '发放批次',
    short: '发放',
    group: 'work',
    order: 20,
    access: payers,
  },
  {
    path: '/workbench/returned-payments',
    title: '退汇重发',
    short: '退汇',
    group: 'work',
    order: 21,
    access: payers,
    loadCount: async () => {
      const { paymentRoutes } = await import('../../../server/payments/contract.ts')
      return (await call(paymentRoutes.list_returned_lines, { query: { limit: 1 } })).total
    },
  },
  {
    path: '/workbench/rosters',
    title: '名册',
    short: '名册',
    group: 'work',
    order: 22,
    access: payers,
  },
  {
    path: '/workbench/ledger',
    title: '账簿',
    short: '账簿',
    group: 'general',
    order: 20,
    access: bookkeepers,
  },
]

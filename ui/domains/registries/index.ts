import type { NavigationEntry, PageDefinition, Role } from '../../shell/page-definition.ts'

const clerks: Role[] = [
  'community_worker',
  'street_clerk',
  'district_approver',
  'finance',
  'policy_officer',
  'leader',
]
const recordKeepers: Role[] = ['community_worker', 'street_clerk', 'district_approver']
const linkers: Role[] = ['street_clerk', 'district_approver']

export const pages: PageDefinition[] = [
  {
    path: '/workbench/people',
    title: '人员',
    frame: 'workbench',
    access: clerks,
    load: () => import('./people-page.tsx'),
  },
  {
    path: '/workbench/people/duplicates',
    title: '疑似重复',
    frame: 'workbench',
    access: linkers,
    load: () => import('./duplicates-page.tsx'),
  },
  {
    path: '/workbench/people/$person_id',
    title: '人员',
    frame: 'workbench',
    rail: true,
    access: clerks,
    load: () => import('./person-page.tsx'),
  },
  {
    path: '/workbench/households',
    title: '家庭',
    frame: 'workbench',
    access: clerks,
    load: () => import('./households-page.tsx'),
  },
  {
    path: '/workbench/households/register',
    title: '登记一户',
    frame: 'workbench',
    access: recordKeepers,
    load: () => import('./register-household-page.tsx'),
  },
  {
    path: '/workbench/households/import',
    title: '导入家庭',
    frame: 'workbench',
    access: recordKeepers,
    load: () => import('./import-page.tsx'),
  },
  {
    path: '/workbench/relatives',
    title: '近亲属申报',
    frame: 'workbench',
    access: clerks,
    load: () => import('./relatives-page.tsx'),
  },
  {
    path: '/workbench/households/$household_id',
    title: '家庭',
    frame: 'workbench',
    rail: true,
    access: clerks,
    load: () => import('./household-page.tsx'),
  },
]

export const navigation: NavigationEntry[] = [
  { path: '/workbench/relatives', title: '近亲属', short: '亲属', group: 'mine', order: 4, access: clerks },
  { path: '/workbench/people', title: '人员', short: '人员', group: 'work', order: 5, access: clerks },
  { path: '/workbench/households', title: '家庭', short: '家庭', group: 'work', order: 6, access: clerks },
]

/** 系统管理: the pages of the three administrators, each offered to its own only (三员分立). */
import { call } from '../../shell/api.ts'
import type { NavigationEntry, PageDefinition, Role } from '../../shell/page-definition.ts'

const system: Role[] = ['system_administrator']
const security: Role[] = ['security_administrator']
const audit: Role[] = ['audit_administrator']
/** The auditor reads along; every act is the security administrator's. */
const accountReaders: Role[] = ['security_administrator', 'audit_administrator']

const base = '/workbench/administration'

const page = (path: string, title: string, access: Role[], load: PageDefinition['load']): PageDefinition => ({
  path: `${base}/${path}`,
  title,
  frame: 'workbench',
  access,
  load,
})

export const pages: PageDefinition[] = [
  page('accounts', '账号', accountReaders, () => import('./accounts/accounts-page.tsx')),
  page('accounts/$account_id', '账号', accountReaders, () => import('./accounts/account-page.tsx')),
  page('units', '单位', security, () => import('./units/units-page.tsx')),
  page('sessions', '在线会话', accountReaders, () => import('./accounts/sessions-page.tsx')),
  page('business-day', '业务日期', system, () => import('./operation/business-day-page.tsx')),
  page('calendar', '工作日历', system, () => import('./operation/calendar-page.tsx')),
  page('dictionaries', '字典', system, () => import('./operation/dictionaries-page.tsx')),
  page('dictionaries/$dictionary', '字典', system, () => import('./operation/dictionary-page.tsx')),
  page('parameters', '政策参数', system, () => import('./operation/parameters-page.tsx')),
  page('jobs', '后台任务', system, () => import('./operation/jobs-page.tsx')),
  page('audit', '审计日志', audit, () => import('./audit/audit-page.tsx')),
  page('seals', '封存核验', audit, () => import('./audit/seals-page.tsx')),
  page('disclosures', '号码查看', audit, () => import('./audit/disclosures-page.tsx')),
]

const entry = (
  path: string,
  title: string,
  short: string,
  order: number,
  access: Role[],
): NavigationEntry => ({ path: `${base}/${path}`, title, short, group: 'work', order, access })

export const navigation: NavigationEntry[] = [
  entry('business-day', '业务日期', '日期', 60, system),
  {
    ...entry('jobs', '后台任务', '任务', 61, system),
    loadCount: async () => {
      const { listJobs } = await import('../../../server/administration/contract.ts')
      return (await call(listJobs, {})).failed
    },
  },
  entry('calendar', '工作日历', '日历', 62, system),
  entry('parameters', '政策参数', '参数', 63, system),
  entry('dictionaries', '字典', '字典', 64, system),
  entry('audit', '审计日志', '日志', 70, audit),
  entry('seals', '封存核验', '封存', 71, audit),
  entry('disclosures', '号码查看', '查看', 72, audit),
  entry('accounts', '账号', '账号', 80, accountReaders),
  entry('units', '单位', '单位', 81, security),
  entry('sessions', '在线会话', '会话', 82, accountReaders),
]

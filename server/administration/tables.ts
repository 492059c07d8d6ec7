/** The lists of the three administrators as workbooks, in the order of their pages. */
import type { z } from 'zod'
import type { Table } from '../platform/tables/index.ts'
import { unitKindTitles } from './contract.ts'
import type {
  AccountRow,
  DisclosureRow,
  LawParameterRow,
  UnitRow,
  jobRow,
  listCalendarYears,
  listDictionaries,
  sessionRow,
} from './contract.ts'

type RowOf<Route extends { response: z.ZodType<{ rows: object[] }> }> = z.output<
  Route['response']
>['rows'][number]

export const accountTable: Table<AccountRow> = {
  title: '账号',
  columns: [
    { key: (row) => (row.state === 'active' ? '在用' : '停用'), title: '状态', width: 8 },
    { key: 'display_name', title: '姓名' },
    { key: 'user_name', title: '用户名', width: 20 },
    {
      key: (row) => row.posts.map((post) => `${post.unit_name}${post.role_title}`).join('、'),
      title: '岗位',
      width: 48,
    },
    { key: 'online', title: '在线', width: 8 },
    { key: 'recent_failures', title: '一日内登录失败', width: 16 },
    { key: 'created_at', title: '建立', width: 18, format: 'moment' },
  ],
}

export const unitTable: Table<UnitRow> = {
  title: '单位',
  columns: [
    { key: 'name', title: '单位', width: 32 },
    { key: (row) => unitKindTitles[row.kind], title: '类别' },
    { key: 'division_name', title: '所在区划', width: 24 },
    { key: 'division_code', title: '区划代码' },
    { key: 'posts', title: '现任岗位', width: 12 },
  ],
}

export const sessionTable: Table<z.output<typeof sessionRow>> = {
  title: '在线会话',
  columns: [
    // Who of the residents is here is nobody's business.
    { key: (row) => (row.kind === 'staff' ? row.display_name : '居民'), title: '谁' },
    { key: 'role_title', title: '身份' },
    { key: 'unit_name', title: '单位', width: 32 },
    { key: 'last_seen_at', title: '最近活动', width: 18, format: 'moment' },
    { key: 'created_at', title: '登录', width: 18, format: 'moment' },
    { key: 'address', title: '来自', width: 24 },
  ],
}

export const calendarTable: Table<RowOf<typeof listCalendarYears>> = {
  title: '工作日历',
  columns: [
    { key: 'year', title: '年份', width: 8 },
    { key: 'departures', title: '放假与调休（天）' },
    { key: 'source', title: '来源', width: 48 },
    { key: 'imported_at', title: '导入', width: 18, format: 'moment' },
  ],
}

/** One line a parameter, with all of its values in time. */
export const parameterTable: Table<LawParameterRow> = {
  title: '政策参数',
  columns: [
    { key: 'label', title: '参数', width: 32 },
    { key: 'group', title: '用于', width: 24 },
    { key: (row) => row.values.map(valueText).join('\n'), title: '历次数值', width: 96 },
  ],
}

function valueText(value: LawParameterRow['values'][number]): string {
  const source = [value.document, value.number, value.article].filter((text) => text !== null).join(' ')
  return `${value.from} 起（${value.division_code}）：${value.value_text}，${source}${value.to_verify ? '，待核实' : ''}`
}

export const dictionariesTable: Table<RowOf<typeof listDictionaries>> = {
  title: '字典',
  columns: [
    { key: 'dictionary', title: '字典', width: 32 },
    { key: 'entries', title: '代码（个）', width: 12 },
  ],
}

const jobStates = { waiting: '等候', running: '正在运行', retrying: '等候重试', failed: '失败' }

export const jobTable: Table<z.output<typeof jobRow>> = {
  title: '后台任务',
  columns: [
    { key: (row) => jobStates[row.state], title: '状态', width: 12 },
    { key: 'title', title: '任务', width: 32 },
    { key: (row) => `${row.attempts}/${row.max_attempts}`, title: '已试', width: 10 },
    { key: 'run_at', title: '何时运行', width: 18, format: 'moment' },
    { key: 'created_at', title: '提出', width: 18, format: 'moment' },
    { key: 'last_error', title: '原因', width: 48 },
  ],
}

const fieldTitles: Record<string, string> = {
  identity_number: '证件号码',
  telephone: '电话',
  bank_account: '银行账号',
  field_visit: '入户资料',
}

export const disclosureTable: Table<DisclosureRow> = {
  title: '号码查看',
  columns: [
    { key: 'at', title: '时间', width: 18, format: 'moment' },
    { key: 'business_date', title: '业务日', width: 12 },
    { key: 'viewer_name', title: '谁看' },
    { key: 'viewer_unit', title: '单位', width: 32 },
    { key: (row) => fieldTitles[row.field] ?? row.field, title: '看什么' },
    { key: 'person_id', title: '看谁（档案标识）', width: 40 },
    { key: 'division_name', title: '档案所在', width: 24 },
    { key: 'reason', title: '用途', width: 40 },
  ],
}

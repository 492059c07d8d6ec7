/** The columns of 待办 in a workbook, in the order of the page. */
import type { WorkbookColumn } from '../../platform/workbooks/index.ts'
import type { Light } from '../cases/model.ts'

export const lightTitles: Record<Light, string> = { normal: '正常', near: '临期', overdue: '超期' }

type Row = {
  light: Light
  todo: string
  step_title: string
  programme_title: string
  kind_title: string
  case_number: string
  title: string
  masked_identity_number: string | null
  street_name: string | null
  community_name: string | null
  proposed_amount: bigint | null
  opened_on: string
  due_on: string
  calendar_published: boolean
  working_days_left: number | null
  hold_reason: string | null
  owner_name: string | null
}

export const workColumns: WorkbookColumn<Row>[] = [
  { key: (row) => lightTitles[row.light], title: '灯', width: 8 },
  { key: 'todo', title: '要做的事' },
  { key: 'step_title', title: '环节' },
  { key: 'programme_title', title: '业务' },
  { key: 'kind_title', title: '类别', width: 8 },
  { key: 'case_number', title: '办件号', width: 26 },
  { key: 'title', title: '对象' },
  { key: 'masked_identity_number', title: '证件号码', width: 22 },
  { key: 'street_name', title: '街道' },
  { key: 'community_name', title: '社区（村）' },
  { key: 'proposed_amount', title: '拟付金额（元）', format: 'fen' },
  { key: 'opened_on', title: '收件', width: 12 },
  { key: 'due_on', title: '到期', width: 12 },
  {
    key: (row) => (row.calendar_published ? row.working_days_left : '日历未公布'),
    title: '还剩工作日',
    width: 12,
  },
  { key: 'hold_reason', title: '暂停原因', width: 24 },
  { key: 'owner_name', title: '领办人' },
]

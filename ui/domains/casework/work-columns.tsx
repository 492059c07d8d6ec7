import type { workRoutes } from '../../../server/casework/contract.ts'
import { Light, Money, leftText, dayText } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { lightOf } from './case-words.ts'

export type WorkRow = AnswerOf<typeof workRoutes.list_work>['rows'][number]

/** Due date with what is left; a provisional date says so. */
export function DueCell({ row }: { row: WorkRow }) {
  return (
    <span className="nowrap">
      <time dateTime={row.due_on}>{dayText(row.due_on)}</time>{' '}
      <span className="second">
        {row.working_days_left === null ? '工作日历未公布，暂定' : leftText(row.working_days_left)}
      </span>
    </span>
  )
}

export const workColumns: Column<WorkRow>[] = [
  { key: 'light', title: '灯', fixed: true, cell: (row) => <Light state={lightOf(row.light)} /> },
  {
    key: 'todo',
    title: '要做的事',
    fixed: true,
    cell: (row) => (
      <>
        <span className="work-todo">{row.todo}</span>
        <span className="second">{row.step_title}</span>
      </>
    ),
  },
  {
    key: 'programme',
    title: '业务',
    cell: (row) => (
      <>
        <span>{row.programme_title}</span>
        {row.kind !== 'application' && <span className="second">{row.kind_title}</span>}
      </>
    ),
  },
  {
    key: 'title',
    title: '对象',
    fixed: true,
    cell: (row) => (
      <>
        <span>{row.title}</span>
        {row.masked_identity_number !== null && <span className="second">{row.masked_identity_number}</span>}
      </>
    ),
  },
  { key: 'street', title: '街道', cell: (row) => row.street_name ?? '' },
  { key: 'community', title: '社区（村）', extra: true, cell: (row) => row.community_name ?? '' },
  { key: 'number', title: '办件号', extra: true, cell: (row) => row.case_number },
  {
    key: 'proposed_amount',
    title: '拟付金额',
    unit: '元',
    align: 'end',
    sortable: true,
    cell: (row) => (row.proposed_amount === null ? '' : <Money fen={row.proposed_amount} />),
  },
  {
    key: 'owner',
    title: '经办',
    cell: (row) => row.owner_name ?? <span className="second">待领办</span>,
  },
  {
    key: 'opened_on',
    title: '申请',
    sortable: true,
    extra: true,
    cell: (row) => <time dateTime={row.opened_on}>{dayText(row.opened_on)}</time>,
  },
  { key: 'due_on', title: '到期', sortable: true, fixed: true, cell: (row) => <DueCell row={row} /> },
]

/** 已办: what this person did, case by case, newest first. */
import { useNavigate } from '@tanstack/react-router'
import { workRoutes } from '../../../server/casework/contract.ts'
import { exportOf } from '../../../server/platform/tables/contract.ts'
import {
  DataTable,
  DateText,
  EmptyState,
  FilterBar,
  Money,
  Page,
  PageHead,
  countText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { download, useListState, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import './casework.css'

type DoneRow = AnswerOf<typeof workRoutes.list_done>['rows'][number]

const columns: Column<DoneRow>[] = [
  { key: 'done', title: '办理日期', fixed: true, cell: (row) => <DateText date={row.done_on} /> },
  {
    key: 'act',
    title: '做了什么',
    fixed: true,
    wrap: true,
    cell: (row) => <span className="work-todo">{row.act_text}</span>,
  },
  {
    key: 'programme',
    title: '业务',
    cell: (row) => (
      <>
        <span>{row.programme_title}</span>
        <span className="second">{row.kind_title}</span>
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
  {
    key: 'amount',
    title: '金额',
    unit: '元',
    align: 'end',
    cell: (row) => (row.proposed_amount === null ? '' : <Money fen={row.proposed_amount} />),
  },
  {
    key: 'state',
    title: '现在',
    cell: (row) => (row.state === 'closed' ? `办结　${row.outcome_title ?? ''}` : row.step_title),
  },
  { key: 'number', title: '办件号', extra: true, cell: (row) => row.case_number },
]

export default function DonePage() {
  const navigate = useNavigate()
  const list = useListState(['from', 'to'], { typed: ['text'] })
  const body = { from: list.filters['from'], to: list.filters['to'], text: list.filters['text'] }
  const { data, error, refetch } = useQueryRoute(workRoutes.list_done, {
    body: { ...body, limit: list.limit, offset: list.offset },
  })
  return (
    <Page>
      <PageHead title={`已办 ${countText(data?.total ?? 0)} 件`} />
      <div className="table-cards">
        <DataTable
          caption="已办"
          onExport={() => download(exportOf(workRoutes.list_done), { body }, '已办.xlsx')}
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.case_id}
          rowName={(row) => `${row.title} ${row.programme_title}`}
          onOpen={(row) => void navigate({ to: `/workbench/cases/${row.case_id}` })}
          columnsKey="done"
          page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
          error={error}
          retry={() => void refetch()}
          note="按办理日期从近到远"
          tools={
            <FilterBar
              filters={[
                { key: 'text', label: '查找', kind: 'text', none: '姓名、办件号' },
                { key: 'from', label: '从', kind: 'date' },
                { key: 'to', label: '到', kind: 'date' },
              ]}
              values={list.filters}
              onChange={list.setFilter}
              onClear={list.clearFilters}
            />
          }
          empty={<EmptyState title="没有符合条件的已办件" why="清除查找和日期可以看全部已办。" />}
        />
      </div>
    </Page>
  )
}

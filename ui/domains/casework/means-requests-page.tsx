/** 没有着落的查询: sources that failed, are waited for, or answered from old books; each with who sees to it and until when. */
import { useNavigate } from '@tanstack/react-router'
import { unsettledRoutes } from '../../../server/benefits/contract.ts'
import {
  DataTable,
  EmptyState,
  Light,
  Page,
  PageHead,
  ViewLinks,
  countText,
  dateText,
  machineText,
} from '../../design/index.ts'
import type { Column, LightState } from '../../design/index.ts'
import { download, useListState, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import './casework.css'

type Row = AnswerOf<typeof unsettledRoutes.list_unsettled_requests>['rows'][number]
type Why = Row['why']

const whyWords: Record<Why, string> = { failed: '没有答复', stale: '数据过期', waiting: '正在等' }

function lightOf(row: Row): LightState {
  return row.why === 'failed' || row.overdue ? 'overdue' : 'due_soon'
}

const columns: Column<Row>[] = [
  {
    key: 'why',
    title: '为什么',
    fixed: true,
    wrap: true,
    cell: (row) => (
      <Light state={lightOf(row)}>
        {row.why_text}
        {row.overdue && '，已过最迟时间'}
      </Light>
    ),
  },
  {
    key: 'source',
    title: '来源',
    fixed: true,
    cell: (row) => (
      <>
        {row.source_title}
        {row.round > 1 && <span className="second">　第 {row.round} 次</span>}
      </>
    ),
  },
  { key: 'title', title: '户', cell: (row) => row.title },
  { key: 'case', title: '办件号', cell: (row) => <span className="nowrap">{row.case_number}</span> },
  { key: 'street', title: '街道', extra: true, cell: (row) => row.street_name ?? '' },
  { key: 'programme', title: '业务', extra: true, cell: (row) => row.programme_title },
  { key: 'asked', title: '哪天问的', cell: (row) => dateText(row.asked_on) },
  {
    key: 'final_by',
    title: '最迟等到',
    cell: (row) => (row.why === 'waiting' && row.final_by !== null ? machineText(row.final_by) : ''),
  },
  { key: 'owner', title: '谁去办', cell: (row) => row.owner_name ?? `${row.owner_role_title}（待领办）` },
  { key: 'due', title: '办件期限', cell: (row) => dateText(row.due_on) },
]

const isWhy = (text: string | undefined): text is Why => text !== undefined && text in whyWords

export default function MeansRequestsPage() {
  const navigate = useNavigate()
  const list = useListState(['why'])
  const asked = list.filters['why']
  const why = isWhy(asked) ? asked : undefined
  const { data, error, refetch } = useQueryRoute(unsettledRoutes.list_unsettled_requests, {
    query: { why, limit: list.limit, offset: list.offset },
  })
  return (
    <Page>
      <PageHead
        title={`没有着落的查询 ${countText(data?.total ?? 0)} 项`}
        beside={
          <ViewLinks
            label="为什么"
            views={[
              { key: '', title: '全部' },
              ...(Object.keys(whyWords) as Why[]).map((key) => ({
                key,
                title: whyWords[key],
                count: data?.counts[key] ?? 0,
              })),
            ]}
            value={why ?? ''}
            onChange={(key) => list.setFilter('why', key === '' ? undefined : key)}
          />
        }
      />
      <p className="second">
        来源没有答复的，事实是未知，不等于没有；件不能作出决定。打开以后重新查询，或者登记纸质答复。
      </p>
      <DataTable
        caption="没有着落的查询"
        columns={columns}
        rows={data?.rows}
        rowKey={(row) => `${row.means_check_id}${row.source}`}
        rowName={(row) => `${row.title} ${row.source_title}`}
        onOpen={(row) =>
          void navigate({
            to: '/workbench/cases/$case_id',
            params: { case_id: row.case_id },
            search: { open: 'means_check' },
          } as never)
        }
        countWord="项"
        columnsKey="means-requests"
        page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
        onExport={() =>
          download(unsettledRoutes.export_unsettled_requests, { body: { why } }, '没有着落的查询.xlsx')
        }
        error={error}
        retry={() => void refetch()}
        note="按办件期限从近到远"
        empty={
          <EmptyState
            title="查询都有着落"
            why="失败的、数据过期的和还在等的查询会列在这里，各有人去办、有期限。"
          />
        }
      />
    </Page>
  )
}

/** 抽查: the cases that the district visits itself, by lot or always, and each month's draw with its seed. */
import { useNavigate } from '@tanstack/react-router'
import { inspectionRoutes } from '../../../server/casework/contract.ts'
import { exportOf } from '../../../server/platform/tables/contract.ts'
import {
  DataTable,
  EmptyState,
  Light,
  Page,
  PageHead,
  ViewLinks,
  countText,
  dayText,
  monthText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { fileAddress, useListState, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { reasonWords } from './inspection-words.ts'
import './casework.css'

type Answer = AnswerOf<typeof inspectionRoutes.list_inspections>
type Row = Answer['rows'][number]
type Draw = Answer['draws'][number]

const states = { to_visit: '要去的', visited: '去过的', all: '全部' } as const
type State = keyof typeof states
const isState = (text: string | undefined): text is State => text !== undefined && text in states

const columns: Column<Row>[] = [
  {
    key: 'state',
    title: '状态',
    fixed: true,
    cell: (row) =>
      row.visited_on !== null ? (
        <Light state="normal">{dayText(row.visited_on)}入户</Light>
      ) : row.reasons.length === 0 ? (
        <span className="second">没有抽中</span>
      ) : row.case_state === 'closed' ? (
        <span className="second">已办结</span>
      ) : (
        <Light state="due_soon">要去</Light>
      ),
  },
  {
    key: 'title',
    title: '对象',
    fixed: true,
    cell: (row) => (
      <>
        <span>{row.title}</span>
        <span className="second">{row.case_number}</span>
      </>
    ),
  },
  {
    key: 'why',
    title: '为什么',
    cell: (row) => row.reasons.map((reason) => reasonWords[reason]).join('、'),
  },
  { key: 'draw', title: '抽取', cell: (row) => `${monthText(row.month)}第 ${row.position} 件` },
  { key: 'programme', title: '业务', cell: (row) => row.programme_title },
  { key: 'street', title: '街道', cell: (row) => row.street_name ?? '' },
  { key: 'community', title: '社区（村）', cell: (row) => row.community_name ?? '' },
  { key: 'entered', title: '到区', cell: (row) => dayText(row.entered_on) },
  { key: 'due', title: '办件期限', cell: (row) => (row.due_on === null ? '' : dayText(row.due_on)) },
  { key: 'who', title: '入户人', cell: (row) => row.visitor_name ?? '' },
]

export default function InspectionsPage() {
  const navigate = useNavigate()
  const list = useListState(['state', 'month'])
  const asked = list.filters['state']
  const state = isState(asked) ? asked : 'to_visit'
  const { data, error, refetch } = useQueryRoute(inspectionRoutes.list_inspections, {
    query: { state, month: list.filters['month'], limit: list.limit, offset: list.offset },
  })
  return (
    <Page>
      <PageHead
        title={`抽查 ${countText(data?.total ?? 0)} 户`}
        beside={
          <ViewLinks
            label="状态"
            views={(Object.keys(states) as State[]).map((key) => ({ key, title: states[key] }))}
            value={state}
            onChange={(key) => list.setFilter('state', key === 'to_visit' ? undefined : key)}
          />
        }
      />
      <div className="table-cards">
        <DataTable
          caption="抽查"
          exportPath={fileAddress(exportOf(inspectionRoutes.list_inspections), {
            query: { state, month: list.filters['month'] },
          })}
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.inspection_id}
          rowName={(row) => `${row.title} ${row.case_number}`}
          onOpen={(row) => void navigate({ to: `/workbench/cases/${row.case_id}` })}
          countWord="户"
          columnsKey="inspections"
          page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
          error={error}
          retry={() => void refetch()}
          note="按月份和到区先后；抽中的、经办人员近亲属的和有异议的，区里入户后才能提交审批"
          empty={
            state === 'to_visit' ? (
              <EmptyState title="没有要去抽查的户" why="申请到区审核时抽取，抽中的会列在这里。" />
            ) : (
              <EmptyState title="没有这样的户" />
            )
          }
        />
      </div>
      <Draws draws={data?.draws ?? []} />
    </Page>
  )
}

const drawColumns: Column<Draw>[] = [
  { key: 'month', title: '月份', fixed: true, cell: (row) => monthText(row.month) },
  { key: 'division', title: '区', cell: (row) => row.division_name },
  { key: 'programme', title: '业务', cell: (row) => row.programme_title },
  { key: 'cases', title: '到区', unit: '件', align: 'end', cell: (row) => countText(row.case_count) },
  {
    key: 'drawn',
    title: '抽中',
    unit: '件',
    align: 'end',
    cell: (row) => (
      <>
        {countText(row.drawn_count)}
        <span className="second">{share(row)}</span>
      </>
    ),
  },
  {
    key: 'visited',
    title: '区里已入户',
    unit: '件',
    align: 'end',
    cell: (row) => countText(row.visited_count),
  },
  {
    key: 'seed',
    title: '种子',
    wrap: true,
    cell: (row) =>
      row.seed === null ? (
        <span className="second">当月过后公开</span>
      ) : (
        <>
          <code className="inspection-seed">{row.seed}</code>
          {row.same === true ? (
            <Light state="normal">重跑结果相同</Light>
          ) : (
            <Light state="overdue">重跑结果不同，请报告审计管理员</Light>
          )}
        </>
      ),
  },
]

/** 占 42%，规定不低于 30%. */
function share({ drawn_count, case_count, percent }: Draw): string {
  if (percent === 0) return '不抽取，只去近亲属和有异议的'
  return `占 ${Math.floor((drawn_count * 100) / case_count)}%，规定不低于 ${percent}%`
}

function Draws({ draws }: { draws: Draw[] }) {
  if (draws.length === 0) return null
  return (
    <section className="inspection-draws" aria-label="各月抽取">
      <h2>各月抽取</h2>
      <div className="table-cards">
        <DataTable
          caption="各月抽取"
          columns={drawColumns}
          rows={draws}
          rowKey={(row) => row.inspection_draw_id}
          rowName={(row) => `${row.division_name} ${monthText(row.month)}`}
          countWord="次"
          empty={null}
        />
      </div>
    </section>
  )
}

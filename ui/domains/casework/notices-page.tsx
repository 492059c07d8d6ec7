/** 公示: what hangs in my area and what has hung, with the case behind each. */
import { useNavigate } from '@tanstack/react-router'
import { noticeRoutes } from '../../../server/casework/contract.ts'
import { exportOf } from '../../../server/platform/tables/contract.ts'
import {
  DataTable,
  EmptyState,
  Light,
  Money,
  Page,
  PageHead,
  TextLink,
  ViewLinks,
  countText,
  dateText,
  dayText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { fileAddress, useListState, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import './casework.css'

type Row = AnswerOf<typeof noticeRoutes.list_case_notices>['rows'][number]

const kinds = { street: '街道公示', district: '区公示', end: '停发公示' }
const states = { running: '公示中', held: '异议核查中', ended: '期满', withdrawn: '已撤下' }

const columns: Column<Row>[] = [
  {
    key: 'state',
    title: '状态',
    fixed: true,
    cell: (row) =>
      row.state === 'held' ? (
        <Light state="due_soon">{states.held}</Light>
      ) : row.state === 'running' ? (
        <Light state="normal">{states.running}</Light>
      ) : (
        <span className="second">{states[row.state]}</span>
      ),
  },
  { key: 'kind', title: '哪一级', cell: (row) => kinds[row.kind] },
  {
    key: 'title',
    title: '对象',
    fixed: true,
    cell: (row) => (
      <>
        <span>{row.title}</span>
        <span className="second">公示为 {row.masked_name}</span>
      </>
    ),
  },
  { key: 'programme', title: '业务', cell: (row) => row.programme_title },
  { key: 'street', title: '街道', cell: (row) => row.street_name ?? '' },
  { key: 'community', title: '社区（村）', cell: (row) => row.community_name ?? '' },
  {
    key: 'amount',
    title: '拟付金额',
    unit: '元',
    align: 'end',
    cell: (row) => (row.amount === null ? '' : <Money fen={row.amount} />),
  },
  {
    key: 'days',
    title: '公示期',
    cell: (row) => (
      <span className="nowrap">
        {dateText(row.published_on)}–{dayText(row.ends_on)}
        {row.state === 'running' && (
          <span className="second"> {row.days_left === 0 ? '今天期满' : `还剩 ${row.days_left} 天`}</span>
        )}
      </span>
    ),
  },
  {
    key: 'objections',
    title: '待核查异议',
    align: 'end',
    cell: (row) => (row.open_objections === 0 ? '' : `${row.open_objections} 件`),
  },
]

function isState(text: string | undefined): text is Row['state'] {
  return text !== undefined && text in states
}

export default function NoticesPage() {
  const navigate = useNavigate()
  const list = useListState(['state'])
  const asked = list.filters['state']
  const state = isState(asked) ? asked : undefined
  const { data, error, refetch } = useQueryRoute(noticeRoutes.list_case_notices, {
    query: { state, limit: list.limit, offset: list.offset },
  })
  return (
    <Page>
      <PageHead
        title={`公示 ${countText(data?.total ?? 0)} 则`}
        beside={
          <ViewLinks
            label="状态"
            views={[
              { key: '', title: '全部' },
              { key: 'running', title: states.running },
              { key: 'held', title: states.held },
              { key: 'ended', title: states.ended },
              { key: 'withdrawn', title: states.withdrawn },
            ]}
            value={state ?? ''}
            onChange={(key) => list.setFilter('state', key === '' ? undefined : key)}
          />
        }
        end={<TextLink to="/workbench/objections">异议和答复期限</TextLink>}
      />
      <div className="table-cards">
        <DataTable
          caption="公示"
          exportPath={fileAddress(exportOf(noticeRoutes.list_case_notices), { query: { state } })}
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.notice_id}
          rowName={(row) => `${row.title} ${kinds[row.kind]}`}
          onOpen={(row) => void navigate({ to: `/workbench/cases/${row.case_id}` })}
          countWord="则"
          columnsKey="notices"
          page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
          error={error}
          retry={() => void refetch()}
          note="按公示日期从近到远；对外只显示隐去的姓名，不写证件号和住址"
          empty={
            <EmptyState
              title="没有这样的公示"
              why="办件到“公示”环节，由经办人按“公示”后出现在这里和公众的公示栏。"
            />
          }
        />
      </div>
    </Page>
  )
}

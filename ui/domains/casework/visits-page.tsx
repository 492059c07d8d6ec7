/** 走访安排: where to go and by when; on a phone a list of large rows, each opening the page for the field. */
import { useNavigate } from '@tanstack/react-router'
import { visitRoutes } from '../../../server/casework/contract.ts'
import {
  DataTable,
  EmptyState,
  Light,
  Page,
  PageHead,
  TextLink,
  ViewLinks,
  countText,
  dayText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { useListState, useQueryRoute, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { WaitingVisits } from './waiting-visits.tsx'
import './casework.css'

type Row = AnswerOf<typeof visitRoutes.list_visits>['rows'][number]

const visitors = (row: Row) => [row.visitor_name, row.second_visitor_name].filter(Boolean).join('、')
const place = (row: Row) => [row.street_name, row.community_name, row.address].filter(Boolean).join(' ')

const columns = (today: string): Column<Row>[] => [
  {
    key: 'planned',
    title: '哪天',
    fixed: true,
    cell: (row) => {
      const day = dayText(row.visited_on ?? row.planned_on)
      if (row.state === 'done') return day
      return row.planned_on < today ? (
        <Light state="overdue">{day}，过了</Light>
      ) : (
        <Light state={row.planned_on === today ? 'due_soon' : 'normal'}>
          {row.planned_on === today ? '今天' : day}
        </Light>
      )
    },
  },
  {
    key: 'title',
    title: '对象',
    fixed: true,
    cell: (row) => (
      <>
        <span>{row.title}</span>
        <span className="second">{row.member_count} 人</span>
      </>
    ),
  },
  { key: 'place', title: '地址', wrap: true, cell: place },
  { key: 'who', title: '入户人', cell: (row) => visitors(row) || <span className="second">还没有定</span> },
  {
    key: 'finding',
    title: '看到的情况',
    wrap: true,
    cell: (row) =>
      row.state === 'done' ? (
        <>
          {row.agrees_with_declaration === false && <Light state="due_soon">与申报不一致</Light>}{' '}
          {row.finding}
        </>
      ) : (
        ''
      ),
  },
  {
    key: 'due',
    title: '办件期限',
    cell: (row) => (row.due_on === null ? '' : dayText(row.due_on)),
  },
  {
    key: 'act',
    title: '登记',
    cell: (row) =>
      row.case_id !== null && row.state === 'planned' ? (
        <TextLink to={`/workbench/cases/${row.case_id}/visit`}>现场登记</TextLink>
      ) : (
        ''
      ),
  },
]

export default function VisitsPage() {
  const navigate = useNavigate()
  const session = useSession()
  const list = useListState(['state'])
  const state = list.filters['state'] === 'done' ? 'done' : 'planned'
  const { data, error, refetch } = useQueryRoute(visitRoutes.list_visits, {
    query: { state, limit: list.limit, offset: list.offset },
  })
  const open = (row: Row) => {
    if (row.case_id !== null) void navigate({ to: `/workbench/cases/${row.case_id}` })
  }
  return (
    <Page>
      <PageHead
        title={`${state === 'planned' ? '要去入户的' : '入户过的'} ${countText(data?.total ?? 0)} 户`}
        beside={
          <ViewLinks
            label="状态"
            views={[
              { key: 'planned', title: '要去的' },
              { key: 'done', title: '去过的' },
            ]}
            value={state}
            onChange={(key) => list.setFilter('state', key === 'planned' ? undefined : key)}
          />
        }
      />
      <WaitingVisits />
      <ul className="visit-cards" aria-label="走访">
        {data?.rows.map((row) => (
          <li key={row.visit_id}>
            <VisitCard row={row} today={session.business_date} />
          </li>
        ))}
        {data?.rows.length === 0 && (
          <li className="second">没有{state === 'planned' ? '要去' : '去过'}的户。</li>
        )}
      </ul>
      <div className="visit-table">
        <DataTable
          caption="走访"
          columns={columns(session.business_date)}
          rows={data?.rows}
          rowKey={(row) => row.visit_id}
          rowName={(row) => `${row.title} ${dayText(row.planned_on)}`}
          onOpen={open}
          countWord="户"
          columnsKey="visits"
          page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
          error={error}
          retry={() => void refetch()}
          note="按日期从近到远"
          empty={
            state === 'planned' ? (
              <EmptyState title="没有要去入户的" why="在办件页按“指派入户”，定了日期和人就会列在这里。" />
            ) : (
              <EmptyState title="还没有入户记录" />
            )
          }
        />
      </div>
    </Page>
  )
}

function VisitCard({ row, today }: { row: Row; today: string }) {
  const link =
    row.case_id === null
      ? undefined
      : row.state === 'planned'
        ? `/workbench/cases/${row.case_id}/visit`
        : `/workbench/cases/${row.case_id}`
  const late = row.state === 'planned' && row.planned_on < today
  const body = (
    <>
      <strong>{row.title}</strong>
      <span>
        <Light state={late ? 'overdue' : row.planned_on === today ? 'due_soon' : 'normal'}>
          {row.planned_on === today ? '今天' : dayText(row.visited_on ?? row.planned_on)}
          {late ? '，过了' : ''}
        </Light>
      </span>
      <span className="second">{place(row)}</span>
      <span className="second">{visitors(row)}</span>
    </>
  )
  return link === undefined ? (
    <div className="visit-card">{body}</div>
  ) : (
    <TextLink to={link} className="visit-card">
      {body}
    </TextLink>
  )
}

/** 走访安排: where to go, by when, and who; on a phone it leads to the pages for the field. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { visitRoutes } from '../../../server/casework/contract.ts'
import { exportOf } from '../../../server/platform/tables/contract.ts'
import {
  Button,
  DataTable,
  EmptyState,
  Light,
  Page,
  PageHead,
  TextLink,
  ViewLinks,
  countText,
  dayText,
  useStatus,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { fileAddress, useListState, useQueryRoute, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { ChangePlanDialog } from './change-plan-dialog.tsx'
import { Phones } from './phones.tsx'
import './casework.css'

type Row = AnswerOf<typeof visitRoutes.list_visits>['rows'][number]

const visitors = (row: Row) => [row.visitor_name, row.second_visitor_name].filter(Boolean).join('、')
const place = (row: Row) => [row.street_name, row.community_name, row.address].filter(Boolean).join(' ')

const columns = (today: string, change: (row: Row) => void): Column<Row>[] => [
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
  {
    key: 'who',
    title: '入户人',
    cell: (row) => (
      <>
        <span>{visitors(row) || '还没有定'}</span>
        {row.on_phone && <span className="second">带在手机上</span>}
        {row.state === 'planned' && row.second_visitor_id === null && (
          <Light state="due_soon">还差一人</Light>
        )}
      </>
    ),
  },
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
    title: '安排',
    cell: (row) =>
      row.state === 'planned' ? (
        <Button kind="link" aria-label={`${row.title} 改期换人`} onClick={() => change(row)}>
          改期换人
        </Button>
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
  const [changing, setChanging] = useState<Row>()
  const say = useStatus()
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
      <p className="visit-start">
        <a className="button button-primary" href="/field">
          打开入户走访
        </a>
        <span className="second">在手机上打开：带走今天要去的户，没有网络也能填，有网后自动送出。</span>
      </p>
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
          exportPath={fileAddress(exportOf(visitRoutes.list_visits), { query: { state } })}
          columns={columns(session.business_date, setChanging)}
          rows={data?.rows}
          rowKey={(row) => row.visit_id}
          rowName={(row) => `${row.title} ${dayText(row.planned_on)}`}
          onOpen={open}
          countWord="户"
          columnsKey="visits"
          page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
          error={error}
          retry={() => void refetch()}
          note="按日期、路上的次序"
          empty={
            state === 'planned' ? (
              <EmptyState title="没有要去入户的" why="在办件页按“指派入户”，定了日期和人就会列在这里。" />
            ) : (
              <EmptyState title="还没有入户记录" />
            )
          }
        />
      </div>
      <Phones />
      {changing !== undefined && (
        <ChangePlanDialog
          row={changing}
          onClose={() => setChanging(undefined)}
          onDone={(said) => {
            setChanging(undefined)
            say(said)
          }}
        />
      )}
    </Page>
  )
}

function VisitCard({ row, today }: { row: Row; today: string }) {
  const link = row.case_id === null ? undefined : `/workbench/cases/${row.case_id}`
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

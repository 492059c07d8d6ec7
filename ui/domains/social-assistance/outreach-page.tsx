/** 政策找人: who may be entitled and has not been asked, why, and by when somebody goes there. */
import { useState } from 'react'
import { outreachRoutes } from '../../../server/benefits/contract.ts'
import { exportOf } from '../../../server/platform/tables/contract.ts'
import {
  Button,
  DataTable,
  Dialog,
  EmptyState,
  ErrorNotice,
  Light,
  Money,
  Page,
  PageHead,
  TextLink,
  ViewLinks,
  countText,
  dateText,
  useStatus,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { TextAreaField } from '../../forms/index.ts'
import { fileAddress, mayOpen, useAct, useListState, useQueryRoute, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import './social-assistance.css'

type Row = AnswerOf<typeof outreachRoutes.list_outreach>['rows'][number]
type State = Row['state']

const views: { key: State; title: string }[] = [
  { key: 'open', title: '待联系' },
  { key: 'applied', title: '已申请' },
  { key: 'declined', title: '不需要' },
  { key: 'lapsed', title: '不再符合' },
]
const lights = { normal: 'normal', near: 'due_soon', overdue: 'overdue' } as const

function Reason({ row }: { row: Row }) {
  return (
    <>
      {row.reason_title}
      {'　'}
      <span className="second">
        {row.person_name === null ? '' : `${row.person_name}，`}
        {dateText(row.happened_on)}
      </span>
    </>
  )
}

function Estimate({ row }: { row: Row }) {
  if (row.amount !== null) return <Money fen={row.amount} />
  return (
    <span className="second">
      还要问清{row.missing.slice(0, 2).join('、')}等 {row.missing.length} 项
    </span>
  )
}

const columnsOf = (onDecline: ((row: Row) => void) | undefined): Column<Row>[] => [
  {
    key: 'due',
    title: '最迟联系',
    fixed: true,
    cell: (row) =>
      row.state === 'open' ? (
        <Light state={lights[row.light]}>{dateText(row.due_on)}</Light>
      ) : (
        <span className="second">{row.settled_on === null ? '' : dateText(row.settled_on)}</span>
      ),
  },
  {
    key: 'title',
    title: '对象',
    fixed: true,
    cell: (row) => <TextLink to={`/workbench/households/${row.household_id}`}>{row.title}</TextLink>,
  },
  { key: 'reason', title: '为什么找', cell: (row) => <Reason row={row} /> },
  { key: 'programme', title: '可能符合', cell: (row) => row.programme_title },
  {
    key: 'amount',
    title: '估算',
    unit: '元/月',
    align: 'end',
    wrap: true,
    cell: (row) => <Estimate row={row} />,
  },
  { key: 'street', title: '街道', cell: (row) => row.street_name ?? '' },
  { key: 'community', title: '社区（村）', cell: (row) => row.community_name ?? '' },
  {
    key: 'act',
    title: '结果',
    wrap: true,
    cell: (row) => {
      if (row.state !== 'open') return <span className="second">{row.note || row.state_title}</span>
      if (onDecline === undefined) return null
      return (
        <span className="outreach-acts">
          <TextLink to={`/workbench/counter/${row.household_id}?programme=${row.programme_id}`}>
            帮他申请
          </TextLink>
          <Button kind="link" aria-label={`不需要 ${row.title}`} onClick={() => onDecline(row)}>
            不需要
          </Button>
        </span>
      )
    },
  },
]

export default function OutreachPage() {
  const { account } = useSession()
  const list = useListState(['state'])
  const [declining, setDeclining] = useState<Row>()
  const state = views.find((each) => each.key === list.filters['state'])?.key ?? 'open'
  const { data, error, refetch } = useQueryRoute(outreachRoutes.list_outreach, {
    query: { state, limit: list.limit, offset: list.offset },
  })
  const mayDecline = mayOpen(['community_worker', 'street_clerk'], account)
  return (
    <Page>
      <PageHead
        title={`政策找人 ${countText(data?.total ?? 0)} 户次`}
        beside={
          <ViewLinks
            label="结果"
            views={views}
            value={state}
            onChange={(key) => list.setFilter('state', key === 'open' ? undefined : key)}
          />
        }
      />
      <div className="table-cards">
        <DataTable
          caption="政策找人"
          exportPath={fileAddress(exportOf(outreachRoutes.list_outreach), { query: { state } })}
          columns={columnsOf(mayDecline ? setDeclining : undefined)}
          rows={data?.rows}
          rowKey={(row) => row.outreach_id}
          rowName={(row) => `${row.title} ${row.programme_title}`}
          countWord="户次"
          columnsKey="outreach"
          page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
          error={error}
          retry={() => void refetch()}
          note="出生、去世、残疾、失业、收入减少、人口增减登记以后，自动按现行规定测算一遍；估算不是决定"
          empty={
            <EmptyState
              title={state === 'open' ? '现在没有要主动联系的户' : '还没有这样的记录'}
              why="登记里有了新变化、又可能符合救助条件的家庭，会出现在这里，写明原因和最迟联系的日子。"
            />
          }
        />
      </div>
      {declining !== undefined && <Decline row={declining} onClose={() => setDeclining(undefined)} />}
    </Page>
  )
}

function Decline({ row, onClose }: { row: Row; onClose: () => void }) {
  const say = useStatus()
  const [note, setNote] = useState('')
  const decline = useAct(outreachRoutes.decline_outreach, {
    onDone: () => {
      say(`${row.title}不需要${row.programme_title}，同一原因不再问`)
      onClose()
    },
  })
  return (
    <Dialog
      title="本户不需要"
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={decline.isPending}
            disabledBecause={note.trim().length < 2 ? '登记不需要，先写他怎么说' : undefined}
            onClick={() =>
              decline.mutate({ params: { outreach_id: row.outreach_id }, body: { note: note.trim() } })
            }
          >
            登记不需要
          </Button>
        </>
      }
    >
      <p>
        {row.title}　{row.programme_title}。登记后，因“{row.reason_title}”不再问他；有别的变化还会再找。
      </p>
      <TextAreaField label="他怎么说" value={note} onChange={setNote} maxLength={500} rows={2} />
      {decline.error !== null && <ErrorNotice error={decline.error} />}
    </Dialog>
  )
}

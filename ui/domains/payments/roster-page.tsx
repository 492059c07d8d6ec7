/** One roster: how far its lines are, what failed and why, ours against theirs, and what is paid for it. */
import { useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { rosterRoutes } from '../../../server/casework/contract.ts'
import {
  Button,
  DataTable,
  EmptyState,
  ErrorNotice,
  FilterBar,
  Light,
  Money,
  Page,
  PageHead,
  Progress,
  StatFigure,
  StatFigures,
  countText,
  dateText,
  useStatus,
  yuanText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { fileAddress, useAct, useListState, useParameter, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { RosterPayments } from './roster-payments.tsx'
import { lightOfLine, rosterLineWords, type RosterLineState } from './roster-words.ts'

type Answer = AnswerOf<typeof rosterRoutes.get_roster>
type Line = AnswerOf<typeof rosterRoutes.list_roster_lines>['rows'][number]

export default function RosterPage() {
  const roster_id = useParameter('roster_id')
  const [drawing, setDrawing] = useState(false)
  const { data, error, refetch } = useQueryRoute(
    rosterRoutes.get_roster,
    { params: { roster_id } },
    drawing ? { every: 1500 } : {},
  )
  if (data !== undefined && data.roster.drawing !== drawing) setDrawing(data.roster.drawing)
  const client = useQueryClient()
  const wasDrawing = useRef(false)
  useEffect(() => {
    // Drawn meanwhile: the lines are asked for anew.
    if (wasDrawing.current && !drawing) void client.invalidateQueries()
    wasDrawing.current = drawing
  }, [drawing, client])
  if (error !== null) return <ErrorNotice error={error} retry={() => void refetch()} />
  if (data === undefined) return <Page>{null}</Page>
  const { roster } = data
  return (
    <Page>
      <PageHead
        title={`${roster.division_name}　${roster.year}年　${roster.title}名册`}
        beside={<span className="second">送{roster.office}</span>}
        end={data.may_draw && <Acts roster={roster} />}
      />
      {data.drawing !== null && <Drawing drawing={data.drawing} />}
      <StatFigures>
        <StatFigure number={countText(roster.accepted)} unit="行" label="已回执" base="对方最终答复收下的" />
        <StatFigure number={yuanText(roster.amount)} unit="元" label="有回执的金额" base="付款等于这个数" />
        <StatFigure
          number={countText(roster.waiting)}
          unit="行"
          label="等回执"
          base="已送出、对方办理中"
          {...(roster.waiting > 0 ? { light: 'due_soon' as const } : {})}
        />
        <StatFigure
          number={countText(roster.failed + roster.rejected)}
          unit="行"
          label="没有收下"
          base={`没有最终回执 ${countText(roster.failed)}，不收 ${countText(roster.rejected)}`}
          {...(roster.failed + roster.rejected > 0 ? { light: 'overdue' as const } : {})}
        />
      </StatFigures>
      {roster.hidden_count > 0 && (
        <p>
          <Light state="due_soon">
            {countText(roster.hidden_count)} 户有受保护的成员，没有列入，须由获授权的人编制。
          </Light>
        </p>
      )}
      <Reconciliations rows={data.reconciliations} office={roster.office} />
      <RosterPayments roster_id={roster_id} office={roster.office} />
      <Lines roster_id={roster_id} />
    </Page>
  )
}

/** How far the latest drawing is, or what came of it. */
function Drawing({ drawing }: { drawing: NonNullable<Answer['drawing']> }) {
  const { state, household_count, households_done, joins, leaves, failure, asked_on } = drawing
  if (state === 'failed')
    return (
      <p>
        <Light state="overdue">
          {dateText(asked_on)}的编制没有完成：{failure}
        </Light>
      </p>
    )
  if (state === 'done')
    return (
      <p className="second">
        {joins === 0 && leaves === 0
          ? `${dateText(asked_on)}编制，没有增减。`
          : `${dateText(asked_on)}编制，增加 ${countText(joins ?? 0)} 人，减少 ${countText(leaves ?? 0)} 人。`}
      </p>
    )
  return (
    <Progress
      label={state === 'waiting' ? '编制排队中' : '正在逐户编制'}
      done={households_done}
      {...(household_count === null ? {} : { total: household_count })}
      countWord="户"
      note="可以离开这一页，编制完自动列在下面"
    />
  )
}

function Acts({ roster }: { roster: Answer['roster'] }) {
  const say = useStatus()
  const { roster_id } = roster
  const params = { roster_id }
  const draw = useAct(rosterRoutes.draw_roster, { onDone: () => say('已开始编制') })
  const send = useAct(rosterRoutes.send_roster, {
    onDone: ({ lines }) => say(`已送出 ${countText(lines)} 行`),
  })
  const resend = useAct(rosterRoutes.resend_roster_lines, {
    onDone: ({ lines }) => say(`已重发 ${countText(lines)} 行`),
  })
  const compare = useAct(rosterRoutes.reconcile_roster, { onDone: () => say('已向对方要账，答复后列在下面') })
  const error = draw.error ?? send.error ?? resend.error ?? compare.error
  const { kind, year, division_code } = roster
  return (
    <>
      {roster.failed > 0 && (
        <Button busy={resend.isPending} onClick={() => resend.mutate({ params, body: { line_ids: null } })}>
          重发失败的 {countText(roster.failed)} 行
        </Button>
      )}
      <Button busy={compare.isPending} onClick={() => compare.mutate({ params, body: {} })}>
        对账
      </Button>
      <Button
        busy={draw.isPending}
        disabledBecause={roster.drawing ? '编制增减，正在编制' : undefined}
        onClick={() => draw.mutate({ body: { kind, year, division_code } })}
      >
        编制增减
      </Button>
      <Button
        kind="primary"
        busy={send.isPending}
        disabledBecause={
          roster.drawing ? '送出，正在编制' : roster.drafted === 0 ? '送出，没有待送出的' : undefined
        }
        onClick={() => send.mutate({ params, body: {} })}
      >
        送出 {countText(roster.drafted)} 行
      </Button>
      {error !== null && <ErrorNotice error={error} />}
    </>
  )
}

/** 两边一致, or how many lines only one side has. */
function Reconciliations({ rows, office }: { rows: Answer['reconciliations']; office: string }) {
  const [last] = rows
  if (last === undefined) return null
  const text = () => {
    if (last.failed !== null) return <Light state="overdue">{last.failed}，可以再对一次</Light>
    if (last.answered_on === null) return <Light state="due_soon">等{office}答复</Light>
    const differences = last.differences ?? []
    const only = (where: 'only_ours' | 'only_theirs') =>
      differences.filter((each) => each.where === where).length
    if (differences.length === 0)
      return <Light state="normal">两边一致，各 {countText(last.ours ?? 0)} 行</Light>
    return (
      <Light state="overdue">
        我方有回执 {countText(last.ours ?? 0)} 行，对方收下 {countText(last.theirs ?? 0)} 行；只有我方有{' '}
        {countText(only('only_ours'))} 行，只有对方有 {countText(only('only_theirs'))} 行。
        对方收下而我方没有回执的，重发即可。
      </Light>
    )
  }
  return (
    <section aria-label="对账">
      <h2>对账</h2>
      <p>
        {text()} <span className="second">{dateText(last.asked_on)}问</span>
      </p>
    </section>
  )
}

const columns: Column<Line>[] = [
  {
    key: 'state',
    title: '回执',
    fixed: true,
    cell: (row) => <Light state={lightOfLine[row.state]}>{rosterLineWords[row.state]}</Light>,
  },
  { key: 'name', title: '姓名', fixed: true, cell: (row) => row.name },
  { key: 'act', title: '增减', cell: (row) => (row.act === 'join' ? '参加' : '退出') },
  { key: 'group', title: '类别', cell: (row) => row.content['group'] ?? '' },
  { key: 'division', title: '社区（村）', cell: (row) => row.division_name ?? '' },
  {
    key: 'amount',
    title: '金额',
    unit: '元',
    align: 'end',
    cell: (row) => (row.amount === null || row.act === 'leave' ? '' : <Money fen={row.amount} />),
  },
  { key: 'reason', title: '原因', wrap: true, cell: (row) => row.reason ?? '' },
  {
    key: 'finished',
    title: '回执日期',
    cell: (row) => (row.finished_on === null ? '' : dateText(row.finished_on)),
  },
]

function Lines({ roster_id }: { roster_id: string }) {
  const list = useListState(['state'])
  const navigate = useNavigate()
  const state = list.filters['state'] as RosterLineState | undefined
  const { data, error, refetch } = useQueryRoute(rosterRoutes.list_roster_lines, {
    params: { roster_id },
    query: { limit: list.limit, offset: list.offset, state },
  })
  return (
    <DataTable
      caption="名册明细"
      columns={columns}
      rows={data?.rows}
      rowKey={(row) => row.roster_line_id}
      rowName={(row) => row.name}
      onOpen={(row) => {
        if (row.household_id !== null) void navigate({ to: `/workbench/households/${row.household_id}` })
      }}
      countWord="行"
      columnsKey="roster-lines"
      exportPath={fileAddress(rosterRoutes.export_roster_lines, { params: { roster_id }, query: { state } })}
      page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
      error={error}
      retry={() => void refetch()}
      note="没有收下的在前"
      tools={
        <FilterBar
          filters={[
            {
              key: 'state',
              label: '回执',
              options: Object.entries(rosterLineWords).map(([value, label]) => ({ value, label })),
            },
          ]}
          values={list.filters}
          onChange={list.setFilter}
          onClear={list.clearFilters}
        />
      }
      empty={<EmptyState title="没有这样的行" why="可以清除筛选看全部；还没有编制的，按“编制增减”。" />}
    />
  )
}

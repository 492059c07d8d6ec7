/** 医院对账不符: what a hospital's day and ours do not agree in, who looks into it by when, and what it was. */
import { useState } from 'react'
import { differenceRoutes } from '../../../server/domains/medical-aid/contract.ts'
import { exportOf } from '../../../server/platform/tables/contract.ts'
import {
  Button,
  DataTable,
  DateText,
  Dialog,
  EmptyState,
  ErrorNotice,
  Light,
  Money,
  Page,
  PageHead,
  ViewLinks,
  countText,
  dateText,
  useStatus,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { TextAreaField } from '../../forms/index.ts'
import { fileAddress, mayOpen, useAct, useListState, useQueryRoute, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { differenceWords } from './words.ts'

type Row = AnswerOf<typeof differenceRoutes.list_claim_differences>['rows'][number]

function Said({ entry }: { entry: Row['ours'] }) {
  if (entry === null) return <span className="second">没有</span>
  return (
    <>
      <Money fen={entry.aid} />
      {entry.state === 'reversed' && <span className="second"> 已冲销</span>}
    </>
  )
}

const columnsOf = (today: string, onSettle: ((row: Row) => void) | undefined): Column<Row>[] => [
  {
    key: 'due',
    title: '最迟核对',
    fixed: true,
    cell: (row) =>
      row.state === 'open' ? (
        <Light state={row.due_on < today ? 'overdue' : row.due_on === today ? 'due_soon' : 'normal'}>
          {dateText(row.due_on)}
        </Light>
      ) : (
        <span className="second">{row.settled_on === null ? '' : dateText(row.settled_on)}</span>
      ),
  },
  { key: 'hospital', title: '医院', fixed: true, wrap: true, cell: (row) => row.hospital_name },
  { key: 'day', title: '哪天的账', cell: (row) => <DateText date={row.day} /> },
  { key: 'number', title: '医院单号', wrap: true, cell: (row) => row.claim_number },
  { key: 'kind', title: '怎么不符', cell: (row) => differenceWords[row.kind] },
  { key: 'ours', title: '我方救助', unit: '元', align: 'end', cell: (row) => <Said entry={row.ours} /> },
  { key: 'theirs', title: '医院救助', unit: '元', align: 'end', cell: (row) => <Said entry={row.theirs} /> },
  {
    key: 'act',
    title: '结果',
    wrap: true,
    cell: (row) => {
      if (row.state !== 'open')
        return (
          <>
            {row.note}
            <span className="second">{row.settled_by_name === null ? '' : `　${row.settled_by_name}`}</span>
          </>
        )
      if (onSettle === undefined) return null
      return (
        <Button kind="link" aria-label={`核对清楚 ${row.claim_number}`} onClick={() => onSettle(row)}>
          核对清楚
        </Button>
      )
    },
  },
]

const views = [
  { key: 'open' as const, title: '待核对' },
  { key: 'settled' as const, title: '已核对' },
]

export default function DifferencesPage() {
  const { account, business_date } = useSession()
  const list = useListState(['state'])
  const [settling, setSettling] = useState<Row>()
  const state = list.filters['state'] === 'settled' ? 'settled' : 'open'
  const { data, error, refetch } = useQueryRoute(differenceRoutes.list_claim_differences, {
    query: { state, limit: list.limit, offset: list.offset },
  })
  return (
    <Page>
      <PageHead
        title={`医院对账不符 ${countText(data?.total ?? 0)} 条`}
        beside={
          <ViewLinks
            label="状态"
            views={views}
            value={state}
            onChange={(key) => list.setFilter('state', key === 'open' ? undefined : key)}
          />
        }
      />
      <DataTable
        caption="医院对账不符"
        exportPath={fileAddress(exportOf(differenceRoutes.list_claim_differences), { query: { state } })}
        columns={columnsOf(business_date, mayOpen(['finance'], account) ? setSettling : undefined)}
        rows={data?.rows}
        rowKey={(row) => row.claim_difference_id}
        rowName={(row) => row.claim_number}
        countWord="条"
        columnsKey="claim-differences"
        page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
        error={error}
        retry={() => void refetch()}
        note="医院每天日终送来前一天的账，逐单核对；医院更正后重新送账，相符的自动核销"
        empty={
          <EmptyState
            title={state === 'open' ? '现在没有不符的' : '还没有核对过的'}
            why="医院和我方一天的账有出入时，每张单子一条，写明出入在哪里、最迟哪天核对清楚。"
          />
        }
      />
      {settling !== undefined && <Settle row={settling} onClose={() => setSettling(undefined)} />}
    </Page>
  )
}

function Settle({ row, onClose }: { row: Row; onClose: () => void }) {
  const say = useStatus()
  const [note, setNote] = useState('')
  const settle = useAct(differenceRoutes.settle_claim_difference, {
    onDone: () => {
      say(`${row.claim_number}已核对清楚`)
      onClose()
    },
  })
  const { claim_difference_id } = row
  return (
    <Dialog
      title="核对清楚"
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={settle.isPending}
            disabledBecause={note.trim().length < 5 ? '先写明是怎么回事' : undefined}
            onClick={() => settle.mutate({ params: { claim_difference_id }, body: { note: note.trim() } })}
          >
            登记核对清楚
          </Button>
        </>
      }
    >
      <p>
        {row.hospital_name}　{row.claim_number}　{differenceWords[row.kind]}
        。登记只说明是怎么回事，不改账；账要更正的，由医院冲销后重新结算。
      </p>
      <TextAreaField label="是怎么回事" value={note} onChange={setNote} maxLength={500} rows={3} />
      {settle.error !== null && <ErrorNotice error={settle.error} />}
    </Dialog>
  )
}

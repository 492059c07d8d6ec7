/** 待遇台账: all programmes of the household together, month by month, and the income at which it would have less. */
import { useState } from 'react'
import { benefitLedgerRoutes } from '../../../server/benefits/contract.ts'
import {
  Button,
  DataTable,
  Light,
  Money,
  cliffText,
  lostText,
  monthText,
  yuanText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'

type Ledger = AnswerOf<typeof benefitLedgerRoutes.get_benefit_ledger>
type Row = Ledger['rows'][number]

/** The latest rows; more on demand. */
const atFirst = 6

const columnsOf = (as_of: string): Column<Row>[] => [
  { key: 'month', title: '月份', cell: (row) => monthText(row.month) },
  { key: 'programme', title: '项目', wrap: true, cell: (row) => row.programme_title },
  {
    key: 'people',
    title: '给谁',
    wrap: true,
    cell: (row) =>
      row.people.length > 0
        ? row.people.join('、')
        : row.member_count === 0
          ? ''
          : `全户 ${row.member_count} 人`,
  },
  { key: 'due', title: '应发', unit: '元', align: 'end', cell: (row) => <Money fen={row.due} /> },
  { key: 'paid', title: '已发', unit: '元', align: 'end', cell: (row) => <Money fen={row.paid} /> },
  { key: 'difference', title: '差额', wrap: true, cell: (row) => <Difference row={row} as_of={as_of} /> },
]

/** What is still open, in words: a month that has not come yet is no arrear. */
function Difference({ row, as_of }: { row: Row; as_of: string }) {
  const open = BigInt(row.difference)
  const notes = [
    row.waived === '0' ? '' : `免予追回 ${yuanText(row.waived)}`,
    row.to_institution === '0' ? '' : `另付供养机构 ${yuanText(row.to_institution)}`,
  ].filter(Boolean)
  const late = row.month < `${as_of.slice(0, 7)}-01`
  return (
    <>
      {open > 0n &&
        (late ? <Light state="due_soon">少发 {yuanText(open)}</Light> : <span className="second">待发</span>)}
      {open < 0n && <Light state="due_soon">多发 {yuanText(-open)}</Light>}
      {open === 0n && notes.length === 0 && <span className="second">结清</span>}
      {notes.length > 0 && <span className="second"> {notes.join('，')}</span>}
    </>
  )
}

export function BenefitLedgerSection({ household_id }: { household_id: string }) {
  const [all, setAll] = useState(false)
  const { data, error, refetch } = useQueryRoute(benefitLedgerRoutes.get_benefit_ledger, {
    params: { household_id },
  })
  const rows = data?.rows
  return (
    <section className="record-section" aria-label="待遇台账">
      <h2>待遇台账</h2>
      {data !== undefined && <Cliffs ledger={data} />}
      <DataTable
        caption="待遇台账"
        look="plain"
        columns={columnsOf(data?.as_of ?? '')}
        rows={rows && (all ? rows : rows.slice(0, atFirst))}
        rowKey={(row) => `${row.month} ${row.programme_id}`}
        rowName={(row) => `${monthText(row.month)} ${row.programme_title}`}
        error={error}
        retry={() => void refetch()}
        empty={<p className="second record-nothing">没有待遇，没有可以列的月份。</p>}
      />
      {rows !== undefined && rows.length > atFirst && (
        <Button kind="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? `只列最近 ${atFirst} 行` : `全部 ${rows.length} 行`}
        </Button>
      )}
      {data?.earlier === true && <p className="second">只列最近 24 个月；更早的看发放。</p>}
    </section>
  )
}

/** Said before somebody takes work or a pension rises: where more income leaves the household with less. */
function Cliffs({ ledger: { cliffs, cliffs_unknown } }: { ledger: Ledger }) {
  if (cliffs_unknown !== null) return <p className="second">{cliffs_unknown}。</p>
  return cliffs.map((cliff) => (
    <div key={cliff.more_income} className="case-block" role="note">
      <Light state="due_soon">{cliffText(cliff)}</Light>
      <ul className="second">
        {cliff.lost.map((lost) => (
          <li key={lost.programme_id}>{lostText(lost)}</li>
        ))}
        {cliff.loses_medical_aid && <li>不再是医疗救助的对象</li>}
      </ul>
    </div>
  ))
}

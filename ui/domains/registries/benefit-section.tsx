/** 待遇: what the household is entitled to, from when, how much. */
import { useState } from 'react'
import { paymentRoutes } from '../../../server/payments/contract.ts'
import { Button, DataTable, Light, Money, dateText, monthText } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { useDay } from './day-picker.tsx'

/** The latest; more on demand. */
const atFirst = 3

export type Payments = AnswerOf<typeof paymentRoutes.get_household_payments>
type Entitlement = Payments['entitlements'][number]

export function usePayments(household_id: string | undefined) {
  return useQueryRoute(
    paymentRoutes.get_household_payments,
    { params: { household_id: household_id ?? '' } },
    { enabled: household_id !== undefined },
  )
}

/** Those that hold on a day. */
export function entitlementsOn(payments: Payments | undefined, day: string): Entitlement[] {
  return (payments?.entitlements ?? []).filter(
    (each) => each.from_month <= day && (each.until_month === null || day < each.until_month),
  )
}

/** 1 项，每月 742.50 元. */
export function benefitText(payments: Payments | undefined, day: string): { count: number; fen: string } {
  const held = entitlementsOn(payments, day)
  return {
    count: held.length,
    fen: held.reduce((sum, each) => sum + BigInt(each.amount), 0n).toString(),
  }
}

/** `2017-10-01` → `2017-09-01`: an entitlement runs to the end of the month before. */
function monthBefore(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 10)
}

function stateOf(entitlement: Entitlement, all: Entitlement[], day: string) {
  const { from_month, until_month, programme_id } = entitlement
  if (until_month !== null && until_month <= day) {
    const followed = all.some((each) => each.programme_id === programme_id && each.from_month === until_month)
    return <span className="second">{followed ? '已调整' : '已停'}</span>
  }
  return <Light state="normal">{from_month > day ? '将享' : '在享'}</Light>
}

const columnsOf = (all: Entitlement[], day: string): Column<Entitlement>[] => [
  { key: 'programme', title: '项目', cell: (row) => row.programme_title },
  {
    key: 'time',
    title: '起止',
    cell: (row) =>
      row.until_month === null
        ? `${monthText(row.from_month)}起`
        : `${monthText(row.from_month)}至${monthText(monthBefore(row.until_month))}`,
  },
  { key: 'amount', title: '金额', align: 'end', cell: (row) => <Money fen={row.amount} unit="元/户·月" /> },
  { key: 'state', title: '状态', cell: (row) => stateOf(row, all, day) },
]

type OneOff = Payments['one_off_grants'][number]

const onceColumns: Column<OneOff>[] = [
  { key: 'programme', title: '一次性救助', cell: (row) => row.programme_title },
  { key: 'granted', title: '批准', cell: (row) => dateText(row.granted_on) },
  { key: 'amount', title: '金额', align: 'end', cell: (row) => <Money fen={row.amount} unit="元" /> },
  {
    key: 'state',
    title: '状态',
    cell: (row) => (row.ended_on === null ? '' : <span className="second">未发，已收回</span>),
  },
]

export function BenefitSection({ household_id }: { household_id: string }) {
  const { day, past } = useDay()
  const { data, error, refetch } = usePayments(household_id)
  const [open, setOpen] = useState(false)
  const all = (data?.entitlements ?? [])
    .filter((row) => !past || row.from_month <= day)
    .toSorted((a, b) => (a.from_month < b.from_month ? 1 : -1))
  const rows = open ? all : all.slice(0, atFirst)
  const once = (data?.one_off_grants ?? []).filter((row) => !past || row.granted_on <= day)
  return (
    <section className="record-section" aria-label="待遇">
      <h2>待遇</h2>
      <DataTable
        caption="待遇"
        look="plain"
        columns={columnsOf(all, day)}
        rows={data && rows}
        rowKey={(row) => row.entitlement_id}
        rowName={(row) => row.programme_title}
        error={error}
        retry={() => void refetch()}
        empty={
          once.length === 0 ? (
            <p className="second record-nothing">没有领过待遇。</p>
          ) : (
            <p className="second record-nothing">没有按月的待遇。</p>
          )
        }
      />
      {once.length > 0 && (
        <DataTable
          caption="一次性救助"
          look="plain"
          columns={onceColumns}
          rows={once}
          rowKey={(row) => row.one_off_grant_id}
          rowName={(row) => `${row.programme_title} ${dateText(row.granted_on)}`}
          empty={null}
        />
      )}
      {all.length > atFirst && (
        <Button kind="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? `只列最近 ${atFirst} 段` : `全部 ${all.length} 段`}
        </Button>
      )}
    </section>
  )
}

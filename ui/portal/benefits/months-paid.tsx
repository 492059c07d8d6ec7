import { useState } from 'react'
import type { paymentRoutes } from '../../../server/payments/contract.ts'
import { Button, Light, Money, dateText, monthText, yuanText } from '../../design/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { PortalSection } from '../portal-page.tsx'

type Payments = AnswerOf<typeof paymentRoutes.get_household_payments>
type Payment = Payments['payments'][number]
type Difference = Payments['differences'][number]

const states: Record<Payment['state'], string> = {
  pending: '准备发放',
  sent: '已送银行',
  paid: '已到账',
  returned: '银行退回，会重发',
  reissued: '已重发',
}

/** 其中补发 120.00 元; 其中扣回 60.00 元. */
export function differenceText(fen: string): string | undefined {
  const value = BigInt(fen)
  if (value === 0n) return undefined
  return value > 0n ? `其中补发 ${yuanText(value)} 元` : `其中扣回 ${yuanText(-value)} 元`
}

const year = 12

/** Month by month, the latest first. */
export function MonthsPaid({ payments }: { payments: readonly Payment[] }) {
  const [all, setAll] = useState(false)
  const rows = payments.toSorted((a, b) => b.month.localeCompare(a.month))
  const shown = all ? rows : rows.slice(0, year)
  return (
    <>
      <ul className="months-paid">
        {shown.map((row) => (
          <li key={row.payroll_line_id}>
            <strong>
              {monthText(row.month)}
              {row.kind === 'reissue' && '　重发'}
            </strong>
            <Money fen={row.amount} unit="元" />
            <span className="second">
              {row.state === 'returned' ? (
                <Light state="due_soon">{states.returned}</Light>
              ) : (
                states[row.state]
              )}
              {row.return_reason !== null && `：${row.return_reason}`}
            </span>
            <span className="second">{differenceText(row.difference_amount)}</span>
          </li>
        ))}
      </ul>
      {shown.length < rows.length && (
        <Button kind="link" onClick={() => setAll(true)}>
          看更早的 {rows.length - shown.length} 个月
        </Button>
      )}
    </>
  )
}

const settled: Record<Difference['state'], string> = {
  open: '还没结清，下次发放时一起算',
  settled: '已结清',
  waived: '已免',
  stayed: '复议期间先不追',
}

function differenceWords(item: Difference): string {
  const value = BigInt(item.amount)
  return value > 0n
    ? `${monthText(item.month)}少发了，补发 ${yuanText(value)} 元`
    : `${monthText(item.month)}多发了，追回 ${yuanText(-value)} 元`
}

/** 补发 and 追回 in words: which month, how much, why, whether it is settled. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  if (differences.length === 0) return null
  return (
    <PortalSection title="补发和追回">
      <ul className="months-paid">
        {differences.map((item) => (
          <li key={item.difference_item_id}>
            <strong className="months-whole">{differenceWords(item)}</strong>
            <span className="second months-whole">
              {item.reason}　{dateText(item.recorded_on)}核定
            </span>
            <span className="second months-whole">
              {settled[item.state]}
              {item.waiver_reason !== null && `：${item.waiver_reason}`}
            </span>
          </li>
        ))}
      </ul>
    </PortalSection>
  )
}

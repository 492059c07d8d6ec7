/** 还没有列入批次: what was granted once, and months that are over, on no list yet; each can be drafted from here. */
import { useState } from 'react'
import { paymentRoutes } from '../../../server/payments/contract.ts'
import { Button, Money, countText, monthText } from '../../design/index.ts'
import { useQueryRoute, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { DraftPayrollDialog } from './draft-payroll-dialog.tsx'
import './payments.css'

/** As many stand open; what is older is opened. */
const shown = 6

type Row = AnswerOf<typeof paymentRoutes.list_missed_months>['rows'][number]

/** 其中 1 户暂停发放、2 户没有账户，补编时不列入. */
function leftOut(row: Row): string {
  const parts = [
    row.held_count > 0 ? `${countText(row.held_count)} 户暂停发放` : '',
    row.no_account_count > 0 ? `${countText(row.no_account_count)} 户没有账户` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `其中 ${parts.join('、')}，补编时不列入`
}

/** 编制 for what is paid once and waits; 补编 for a month that is over. */
const draftWord = (row: Row): string => (row.payment_kind === 'once' ? '编制' : '补编')

export function MissedMonths({ mayPrepare }: { mayPrepare: boolean }) {
  const session = useSession()
  const [drafting, setDrafting] = useState<Row>()
  const own = session.account?.post?.division_code
  // A district drafts its own months; who sees several districts is not kept waiting for all their lines.
  const { data } = useQueryRoute(paymentRoutes.list_missed_months, {}, { enabled: (own ?? '').length >= 6 })
  const rows = data?.rows ?? []
  if (rows.length === 0) return null
  const households = rows.reduce((sum, row) => sum + row.household_count, 0)
  const item = (row: Row) => (
    <li key={`${row.programme_id}${row.division_code}${row.month}`}>
      <strong>{monthText(row.month)}</strong>
      <span>{row.division_name}</span>
      <span>{row.programme_title}</span>
      <span>{countText(row.household_count)} 户</span>
      <Money fen={row.amount} unit="元" />
      <span className="second">{leftOut(row)}</span>
      {mayPrepare &&
        row.division_code === own &&
        row.household_count > row.held_count + row.no_account_count && (
          <Button
            kind="link"
            aria-label={`${draftWord(row)} ${row.division_name} ${row.programme_title} ${monthText(row.month)}`}
            onClick={() => setDrafting(row)}
          >
            {draftWord(row)}
          </Button>
        )}
    </li>
  )
  return (
    <section className="missed-months" aria-label="还没有列入批次">
      <h2>还没有列入批次 {countText(households)} 户次</h2>
      <p className="second">一次性的批准就发，编制后马上送复核；追溯批准、复议改变决定的，过去月份要补编。</p>
      <ul>{rows.slice(0, shown).map(item)}</ul>
      {rows.length > shown && (
        <details>
          <summary>再往前 {countText(rows.length - shown)} 条</summary>
          <ul>{rows.slice(shown).map(item)}</ul>
        </details>
      )}
      {drafting !== undefined && (
        <DraftPayrollDialog
          open
          month={drafting.month}
          programme_id={drafting.programme_id}
          onClose={() => setDrafting(undefined)}
          today={session.business_date}
        />
      )}
    </section>
  )
}

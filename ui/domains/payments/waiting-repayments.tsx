/** 退还待复核: what households paid back and one person took in; another books it on the household's page. */
import { repaymentRoutes } from '../../../server/payments/contract.ts'
import { DateText, Money, TextLink, countText } from '../../design/index.ts'
import { useQueryRoute } from '../../shell/index.ts'
import './payments.css'

/** As many are named; the rest come up when these are booked. */
const shown = 20

export function WaitingRepayments() {
  const { data } = useQueryRoute(repaymentRoutes.list_waiting_repayments, {
    query: { limit: shown, offset: 0 },
  })
  if (data === undefined || data.rows.length === 0) return null
  return (
    <section className="missed-months" aria-label="退还待复核">
      <h2>退还待复核 {countText(data.total)} 笔</h2>
      <p className="second">本户交回的多发的钱，一人登记，另一人核对收据后入账。</p>
      <ul>
        {data.rows.map((row) => (
          <li key={row.repayment_id}>
            <TextLink to={`/workbench/households/${row.household_id}`}>{row.payee_name}</TextLink>
            <span>{row.programme_title}</span>
            <Money fen={row.amount} unit="元" />
            <span className="second">
              {row.recorded_by_name ?? ''} <DateText date={row.recorded_on} />
              登记
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

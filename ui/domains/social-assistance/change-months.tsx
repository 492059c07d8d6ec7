/** What a change does month by month, narrow enough for the side of the page. */
import type { changeRoutes } from '../../../server/benefits/contract.ts'
import { Money, monthText } from '../../design/index.ts'
import type { AnswerOf } from '../../shell/index.ts'

type Month = AnswerOf<typeof changeRoutes.preview_change>['months'][number]

export function ChangeMonths({ months }: { months: Month[] }) {
  if (months.length === 0) return <p className="second">已发的各月没有差额。</p>
  const total = months.reduce((sum, month) => sum + BigInt(month.difference), 0n)
  return (
    <table className="change-months">
      <caption className="visually-hidden">各月差额，单位：元</caption>
      <thead>
        <tr>
          <th scope="col">月份</th>
          <th scope="col">原来</th>
          <th scope="col">应为</th>
          <th scope="col">差额</th>
        </tr>
      </thead>
      <tbody>
        {months.map((month) => (
          <tr key={month.month}>
            <th scope="row">{monthText(month.month)}</th>
            <td>
              <Money fen={month.previous_amount} />
            </td>
            <td>
              <Money fen={month.amount} />
            </td>
            <td>
              <Money fen={month.difference} signed />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {total < 0n ? '共追回' : '共补发'}
          </th>
          <td>
            <Money fen={(total < 0n ? -total : total).toString()} />
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

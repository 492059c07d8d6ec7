/** Month by month: what was due, what is due now, what has been paid, and the difference paid or recovered. */
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { DataTable, Money, monthText } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'

export type MonthEffect = BenefitCaseView['months'][number]

const sum = (months: MonthEffect[]) =>
  months.reduce((total, month) => total + BigInt(month.difference), 0n).toString()

const columns = (months: MonthEffect[]): Column<MonthEffect>[] => [
  { key: 'month', title: '月份', cell: (row) => monthText(row.month), total: '合计' },
  {
    key: 'before',
    title: '原来',
    unit: '元',
    align: 'end',
    cell: (row) => <Money fen={row.previous_amount} />,
  },
  { key: 'after', title: '应为', unit: '元', align: 'end', cell: (row) => <Money fen={row.amount} /> },
  { key: 'paid', title: '已发', unit: '元', align: 'end', cell: (row) => <Money fen={row.paid} /> },
  {
    key: 'difference',
    title: '补发 (+) 或追回 (−)',
    unit: '元',
    align: 'end',
    cell: (row) => <Money fen={row.difference} signed />,
    total: <Money fen={sum(months)} signed />,
  },
]

export function MonthEffects({ months }: { months: MonthEffect[] }) {
  return (
    <section className="case-block" aria-label="各月差额">
      <h3>各月怎样变</h3>
      <DataTable
        caption="各月应发、已发和差额"
        look="plain"
        columns={columns(months)}
        rows={months}
        rowKey={(row) => row.month}
        rowName={(row) => monthText(row.month)}
        empty={null}
      />
    </section>
  )
}

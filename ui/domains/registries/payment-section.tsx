/** 发放 of a household, and the differences that are settled with it. */
import { useState } from 'react'
import { Button, DataTable, Light, Money, countText, monthText } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { type Payments, usePayments } from './benefit-section.tsx'
import { DifferenceSection } from './difference-section.tsx'

type Payment = Payments['payments'][number]

const lineWords = {
  pending: '待发',
  sent: '在途',
  paid: '已到账',
  returned: '退汇',
  reissued: '已重发',
} as const
const recent = 6

const paymentColumns: Column<Payment>[] = [
  { key: 'month', title: '月份', cell: (row) => monthText(row.month) },
  { key: 'programme', title: '项目', cell: (row) => row.programme_title },
  {
    key: 'difference',
    title: '其中差额',
    unit: '元',
    align: 'end',
    cell: (row) => (row.difference_amount === '0' ? '' : <Money fen={row.difference_amount} signed />),
  },
  { key: 'amount', title: '实发', unit: '元', align: 'end', cell: (row) => <Money fen={row.amount} /> },
  {
    key: 'state',
    title: '状态',
    cell: (row) =>
      row.state === 'returned' ? (
        <Light state="due_soon">退汇：{row.return_reason ?? '原因不详'}</Light>
      ) : (
        lineWords[row.state]
      ),
  },
]

/** Who is supported by name has a line of the own. */
const namedColumns: Column<Payment>[] = paymentColumns.toSpliced(2, 0, {
  key: 'beneficiary',
  title: '为谁',
  cell: (row) => row.beneficiary_name ?? '',
})

export function PaymentSection({ household_id }: { household_id: string }) {
  const { data, error, refetch } = usePayments(household_id)
  const [all, setAll] = useState(false)
  const payments = (data?.payments ?? []).toSorted((a, b) => (a.month < b.month ? 1 : -1))
  return (
    <>
      <section className="record-section" aria-label="发放">
        <h2>发放</h2>
        <DataTable
          caption="发放"
          look="plain"
          columns={payments.some((row) => row.beneficiary_name !== null) ? namedColumns : paymentColumns}
          rows={data && (all ? payments : payments.slice(0, recent))}
          rowKey={(row) => row.payroll_line_id}
          rowName={(row) => `${monthText(row.month)} ${row.beneficiary_name ?? ''}`.trim()}
          error={error}
          retry={() => void refetch()}
          empty={<p className="second record-nothing">还没有发放过。</p>}
        />
        {payments.length > recent && (
          <Button kind="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? `只列最近 ${recent} 个月` : `全部 ${countText(payments.length)} 笔`}
          </Button>
        )}
      </section>
      {data !== undefined && data.differences.length > 0 && <DifferenceSection payments={data} />}
    </>
  )
}

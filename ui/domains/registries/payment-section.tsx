/** 发放 and 差额 of a household; what was overpaid may be waived in hardship by the district's approver. */
import { useState } from 'react'
import { paymentRoutes } from '../../../server/payments/contract.ts'
import {
  Button,
  ConfirmDialog,
  DataTable,
  DateText,
  Light,
  Money,
  countText,
  fieldMessage,
  monthText,
  useStatus,
  yuanText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { TextAreaField } from '../../forms/index.ts'
import { useAct, useSession } from '../../shell/index.ts'
import { type Payments, usePayments } from './benefit-section.tsx'

type Payment = Payments['payments'][number]
type Difference = Payments['differences'][number]

const lineWords = {
  pending: '待发',
  sent: '在途',
  paid: '已到账',
  returned: '退汇',
  reissued: '已重发',
} as const
const differenceWords = { open: '未结', settled: '已结清', waived: '免予追回', stayed: '暂停追回' } as const
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
          columns={paymentColumns}
          rows={data && (all ? payments : payments.slice(0, recent))}
          rowKey={(row) => row.payroll_line_id}
          rowName={(row) => monthText(row.month)}
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
      {data !== undefined && data.differences.length > 0 && <Differences rows={data.differences} />}
    </>
  )
}

function differenceColumns(onWaive: ((row: Difference) => void) | undefined): Column<Difference>[] {
  const columns: Column<Difference>[] = [
    { key: 'month', title: '月份', cell: (row) => monthText(row.month) },
    {
      key: 'amount',
      title: '差额',
      unit: '元',
      align: 'end',
      cell: (row) => <Money fen={row.amount} signed />,
    },
    {
      key: 'settled',
      title: '已结',
      unit: '元',
      align: 'end',
      cell: (row) => <Money fen={row.settled_amount} signed />,
    },
    { key: 'reason', title: '原因', wrap: true, cell: (row) => row.reason },
    { key: 'state', title: '状态', cell: (row) => differenceWords[row.state] },
    { key: 'recorded', title: '记账', cell: (row) => <DateText date={row.recorded_on} /> },
  ]
  if (onWaive)
    columns.push({
      key: 'act',
      title: '办理',
      cell: (row) =>
        row.state === 'open' && row.amount.startsWith('-') ? (
          <Button kind="link" aria-label={`${monthText(row.month)}困难免予追回`} onClick={() => onWaive(row)}>
            困难免予追回
          </Button>
        ) : null,
    })
  return columns
}

function Differences({ rows }: { rows: Difference[] }) {
  const mayWaive = useSession().account?.post?.role === 'district_approver'
  const [waiving, setWaiving] = useState<Difference>()
  return (
    <section className="record-section" aria-label="差额">
      <h2>差额</h2>
      <DataTable
        caption="差额"
        look="plain"
        columns={differenceColumns(mayWaive ? setWaiving : undefined)}
        rows={rows}
        rowKey={(row) => row.difference_item_id}
        rowName={(row) => monthText(row.month)}
        empty={null}
      />
      <p className="second">正数补发，负数在以后各月追回。</p>
      {waiving && <WaiveDialog difference={waiving} onClose={() => setWaiving(undefined)} />}
    </section>
  )
}

function WaiveDialog({ difference, onClose }: { difference: Difference; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const say = useStatus()
  const waive = useAct(paymentRoutes.waive_recovery, {
    onDone: () => {
      say('已免予追回')
      onClose()
    },
  })
  const rest = BigInt(difference.settled_amount) - BigInt(difference.amount)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      act="困难免予追回"
      thing={`${monthText(difference.month)}多发，${difference.reason}`}
      amount={`${yuanText(rest)} 元`}
      consequence="免予追回后记入账簿，不再从以后的待遇中扣，不能撤销。"
      busy={waive.isPending}
      error={waive.error}
      onAct={() => {
        setAsked(true)
        if (reason.trim().length >= 5)
          waive.mutate({
            params: { difference_item_id: difference.difference_item_id },
            body: { reason: reason.trim() },
          })
      }}
    >
      <TextAreaField
        label="困难情况"
        hint="至少 5 个字：为什么追回会使生活难以维持"
        value={reason}
        onChange={setReason}
        maxLength={500}
        rows={3}
        error={asked && reason.trim().length < 5 ? '请写明困难情况' : fieldMessage(waive.error, 'reason')}
      />
    </ConfirmDialog>
  )
}

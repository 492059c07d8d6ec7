/** 退还: what the household brought back itself; one person takes it in, another books it. */
import { useState } from 'react'
import { repaymentRoutes } from '../../../server/payments/contract.ts'
import {
  Button,
  ConfirmDialog,
  DataTable,
  DateText,
  Light,
  Money,
  fieldMessage,
  monthText,
  useStatus,
  yuanText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { ChoiceField, DateField, MoneyField, TextField } from '../../forms/index.ts'
import { useAct, useSession } from '../../shell/index.ts'
import type { Payments } from './benefit-section.tsx'
import { ReasonDialog } from './reason-dialog.tsx'

type Repayment = Payments['repayments'][number]
export type Difference = Payments['differences'][number]

/** Fen that are still to come back. */
export const restOf = ({ settled_amount, amount }: Difference): bigint =>
  BigInt(settled_amount) - BigInt(amount)

const meansWords = { cash: '现金', transfer: '转账' } as const

export function RecordRepaymentDialog({
  difference,
  onClose,
}: {
  difference: Difference
  onClose: () => void
}) {
  const today = useSession().business_date
  const rest = restOf(difference).toString()
  const [amount, setAmount] = useState<string | undefined>(rest)
  const [means, setMeans] = useState<'cash' | 'transfer'>('cash')
  const [reference, setReference] = useState('')
  const [received_on, setReceivedOn] = useState<string | undefined>(today)
  const [asked, setAsked] = useState(false)
  const say = useStatus()
  const record = useAct(repaymentRoutes.record_repayment, {
    onDone: () => {
      say('已登记，等另一人复核入账')
      onClose()
    },
  })
  const missing = {
    amount: amount === undefined || amount === '0' ? '请填写收到的金额' : undefined,
    reference: reference.trim().length < 2 ? '请填写收据号或者银行回单号' : undefined,
    received_on: received_on === undefined ? '请填写收到的日期' : undefined,
  }
  const errorOf = (name: keyof typeof missing) =>
    (asked ? missing[name] : undefined) ?? fieldMessage(record.error, name)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      act="登记退还"
      thing={`${monthText(difference.month)}${difference.programme_title}多发`}
      amount={`${yuanText(rest)} 元`}
      consequence="登记以后由另一人复核，复核后才入账、才算退还。"
      busy={record.isPending}
      error={record.error}
      onAct={() => {
        setAsked(true)
        if (amount === undefined || received_on === undefined || Object.values(missing).some(Boolean)) return
        record.mutate({
          params: { difference_item_id: difference.difference_item_id },
          body: { amount, means, reference: reference.trim(), received_on },
        })
      }}
    >
      <MoneyField label="收到的金额" value={amount} onChange={setAmount} error={errorOf('amount')} />
      <ChoiceField
        label="怎么交的"
        value={means}
        onChange={setMeans}
        choices={[
          { value: 'cash', label: '现金' },
          { value: 'transfer', label: '转账' },
        ]}
      />
      <TextField
        label={means === 'cash' ? '收据号' : '银行回单号'}
        hint={means === 'cash' ? '开给本户的收据' : '银行到账的回单'}
        value={reference}
        onChange={setReference}
        error={errorOf('reference')}
      />
      <DateField
        label="哪天收到"
        value={received_on}
        onChange={setReceivedOn}
        today={today}
        error={errorOf('received_on')}
      />
    </ConfirmDialog>
  )
}

function StateOf({ row }: { row: Repayment }) {
  if (row.state === 'recorded') return <Light state="due_soon">等复核入账</Light>
  return row.state === 'booked' ? '已入账' : `作废：${row.cancel_reason ?? ''}`
}

/** 秦晓红登记，丁玉红复核. */
const handsOf = (row: Repayment): string =>
  [
    row.recorded_by_name === null ? '' : `${row.recorded_by_name}登记`,
    row.booked_by_name === null ? '' : `${row.booked_by_name}复核`,
  ]
    .filter(Boolean)
    .join('，')

function columns(onBook: (row: Repayment) => void, onCancel: (row: Repayment) => void): Column<Repayment>[] {
  return [
    { key: 'state', title: '状态', wrap: true, cell: (row) => <StateOf row={row} /> },
    { key: 'amount', title: '金额', unit: '元', align: 'end', cell: (row) => <Money fen={row.amount} /> },
    {
      key: 'means',
      title: '怎么交的',
      wrap: true,
      cell: (row) => (
        <>
          {meansWords[row.means]}，{row.reference}
          <span className="second">
            ，<DateText date={row.received_on} />
            收到
          </span>
        </>
      ),
    },
    { key: 'by', title: '经手', wrap: true, cell: handsOf },
    {
      key: 'act',
      title: '办理',
      cell: (row) => (
        <span className="row">
          {row.may.book && (
            <Button kind="link" aria-label={`复核入账 ${row.reference}`} onClick={() => onBook(row)}>
              复核入账
            </Button>
          )}
          {row.may.cancel && (
            <Button kind="link" aria-label={`作废 ${row.reference}`} onClick={() => onCancel(row)}>
              作废
            </Button>
          )}
        </span>
      ),
    },
  ]
}

export function Repayments({ rows }: { rows: Repayment[] }) {
  const [booking, setBooking] = useState<Repayment>()
  const [cancelling, setCancelling] = useState<Repayment>()
  return (
    <section className="record-section" aria-label="退还">
      <h2>退还</h2>
      <DataTable
        caption="退还"
        look="plain"
        columns={columns(setBooking, setCancelling)}
        rows={rows}
        rowKey={(row) => row.repayment_id}
        rowName={(row) => row.reference}
        empty={null}
      />
      {booking && <BookDialog repayment={booking} onClose={() => setBooking(undefined)} />}
      {cancelling && <CancelDialog repayment={cancelling} onClose={() => setCancelling(undefined)} />}
    </section>
  )
}

const thingOf = ({ means, reference }: Repayment) => `${meansWords[means]}退还，${reference}`

function BookDialog({ repayment, onClose }: { repayment: Repayment; onClose: () => void }) {
  const say = useStatus()
  const book = useAct(repaymentRoutes.book_repayment, {
    onDone: () => {
      say('已入账')
      onClose()
    },
  })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      act="复核入账"
      thing={thingOf(repayment)}
      amount={`${yuanText(repayment.amount)} 元`}
      consequence="请先核对收据或者银行回单。入账以后不再追回这部分，不能撤销。"
      busy={book.isPending}
      error={book.error}
      onAct={() => book.mutate({ params: { repayment_id: repayment.repayment_id }, body: {} })}
    />
  )
}

function CancelDialog({ repayment, onClose }: { repayment: Repayment; onClose: () => void }) {
  const say = useStatus()
  const cancel = useAct(repaymentRoutes.cancel_repayment, {
    onDone: () => {
      say('已作废')
      onClose()
    },
  })
  return (
    <ReasonDialog
      onClose={onClose}
      act="作废"
      thing={thingOf(repayment)}
      amount={`${yuanText(repayment.amount)} 元`}
      consequence="没有入账的才能作废；收了钱的请当面退回。"
      label="为什么作废"
      hint="至少 5 个字"
      short="请写明为什么作废"
      maxLength={200}
      busy={cancel.isPending}
      error={cancel.error}
      onAct={(reason) =>
        cancel.mutate({ params: { repayment_id: repayment.repayment_id }, body: { reason } })
      }
    />
  )
}

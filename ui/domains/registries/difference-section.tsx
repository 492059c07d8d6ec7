/** 差额 of a household: what was overpaid is deducted later, paid back by the household, or waived in hardship. */
import { useState } from 'react'
import { paymentRoutes } from '../../../server/payments/contract.ts'
import { Button, DataTable, DateText, Money, monthText, useStatus, yuanText } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { useAct, useSession } from '../../shell/index.ts'
import type { Payments } from './benefit-section.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { RecordRepaymentDialog, Repayments, restOf, type Difference } from './repayments.tsx'

const differenceWords = { open: '未结', settled: '已结清', waived: '免予追回', stayed: '暂停追回' } as const

type Acts = {
  waive: ((row: Difference) => void) | undefined
  repay: ((row: Difference) => void) | undefined
}

const columns = ({ waive, repay }: Acts): Column<Difference>[] => [
  {
    key: 'what',
    title: '月份和项目',
    wrap: true,
    cell: (row) => `${monthText(row.month)}　${row.programme_title}`,
  },
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
  {
    key: 'reason',
    title: '原因',
    wrap: true,
    cell: (row) => (
      <>
        {row.reason}
        <span className="second">
          ，<DateText date={row.recorded_on} />
          记账
        </span>
      </>
    ),
  },
  { key: 'state', title: '状态', cell: (row) => differenceWords[row.state] },
  ...(waive === undefined && repay === undefined
    ? []
    : [
        {
          key: 'act',
          title: '办理',
          cell: (row: Difference) => <DifferenceActs row={row} waive={waive} repay={repay} />,
        },
      ]),
]

function DifferenceActs({ row, waive, repay }: Acts & { row: Difference }) {
  if (!row.amount.startsWith('-')) return null
  const where = `${monthText(row.month)}${row.programme_title}`
  return (
    <>
      {waive !== undefined && row.state === 'open' && (
        <Button kind="link" aria-label={`${where}困难免予追回`} onClick={() => waive(row)}>
          困难免予追回
        </Button>
      )}
      {repay !== undefined && (row.state === 'open' || row.state === 'stayed') && (
        <Button kind="link" aria-label={`${where}登记退还`} onClick={() => repay(row)}>
          登记退还
        </Button>
      )}
    </>
  )
}

export function DifferenceSection({ payments }: { payments: Payments }) {
  const role = useSession().account?.post?.role
  const [waiving, setWaiving] = useState<Difference>()
  const [repaying, setRepaying] = useState<Difference>()
  return (
    <>
      <section className="record-section" aria-label="差额">
        <h2>差额</h2>
        <DataTable
          caption="差额"
          look="plain"
          columns={columns({
            waive: role === 'district_approver' ? setWaiving : undefined,
            repay: role === 'finance' ? setRepaying : undefined,
          })}
          rows={payments.differences}
          rowKey={(row) => row.difference_item_id}
          rowName={(row) => `${monthText(row.month)} ${row.programme_title}`}
          empty={null}
        />
        <p className="second">正数补发；负数按月领的从以后各月扣回，也可以由本户退还。</p>
        {waiving && <WaiveDialog difference={waiving} onClose={() => setWaiving(undefined)} />}
        {repaying && <RecordRepaymentDialog difference={repaying} onClose={() => setRepaying(undefined)} />}
      </section>
      {payments.repayments.length > 0 && <Repayments rows={payments.repayments} />}
    </>
  )
}

function WaiveDialog({ difference, onClose }: { difference: Difference; onClose: () => void }) {
  const say = useStatus()
  const waive = useAct(paymentRoutes.waive_recovery, {
    onDone: () => {
      say('已免予追回')
      onClose()
    },
  })
  return (
    <ReasonDialog
      onClose={onClose}
      act="困难免予追回"
      thing={`${monthText(difference.month)}多发，${difference.reason}`}
      amount={`${yuanText(restOf(difference))} 元`}
      consequence="免予追回后记入账簿，不再从以后的待遇中扣，不能撤销。"
      label="困难情况"
      hint="至少 5 个字：为什么追回会使生活难以维持"
      short="请写明困难情况"
      maxLength={500}
      busy={waive.isPending}
      error={waive.error}
      onAct={(reason) =>
        waive.mutate({ params: { difference_item_id: difference.difference_item_id }, body: { reason } })
      }
    />
  )
}

/** 付款: one sum for what was acknowledged, prepared by one and approved by another, paid when the bank says so. */
import { useState } from 'react'
import { institutionRoutes } from '../../../server/payments/contract.ts'
import {
  Button,
  ConfirmDialog,
  DataTable,
  ErrorNotice,
  Money,
  countText,
  dayText,
  fieldMessage,
  useStatus,
  yuanText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { TextField } from '../../forms/index.ts'
import { useAct, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { institutionPaymentWords } from './roster-words.ts'

type Row = AnswerOf<typeof institutionRoutes.list_institution_payments>['rows'][number]
type Doing = { row: Row; act: 'approve' | 'confirm' | 'cancel' }

const words = { approve: '复核同意', confirm: '登记已付', cancel: '作废' } as const

const columns = (onDo: (doing: Doing) => void): Column<Row>[] => [
  { key: 'state', title: '状态', cell: (row) => institutionPaymentWords[row.state] },
  { key: 'payee', title: '付给', cell: (row) => row.payee_name },
  { key: 'lines', title: '人数', align: 'end', cell: (row) => countText(row.line_count) },
  { key: 'amount', title: '金额', unit: '元', align: 'end', cell: (row) => <Money fen={row.amount} /> },
  {
    key: 'prepared',
    title: '制表',
    cell: (row) => `${row.prepared_by_name ?? ''}　${dayText(row.prepared_on)}`,
  },
  {
    key: 'approved',
    title: '复核',
    cell: (row) =>
      row.approved_on === null ? '' : `${row.approved_by_name ?? ''}　${dayText(row.approved_on)}`,
  },
  { key: 'reference', title: '银行回单', cell: (row) => row.bank_reference ?? '' },
  {
    key: 'act',
    title: '办理',
    cell: (row) =>
      (['approve', 'confirm', 'cancel'] as const)
        .filter((act) => row.may[act])
        .map((act) => (
          <Button
            key={act}
            kind="link"
            aria-label={`${words[act]} ${yuanText(row.amount)} 元`}
            onClick={() => onDo({ row, act })}
          >
            {words[act]}
          </Button>
        )),
  },
]

export function RosterPayments({ roster_id, office }: { roster_id: string; office: string }) {
  const say = useStatus()
  const [doing, setDoing] = useState<Doing>()
  const { data } = useQueryRoute(institutionRoutes.list_institution_payments, { params: { roster_id } })
  const prepare = useAct(institutionRoutes.prepare_institution_payment, {
    onDone: (made) => say(`已编制付款 ${yuanText(made.amount)} 元，待另一人复核`),
  })
  if (data === undefined) return null
  return (
    <section aria-label="付款">
      <h2>付给{office}</h2>
      {data.rows.length === 0 && (
        <p className="second">还没有付款。有最终回执的合成一笔，另一人复核后付，金额等于回执的合计。</p>
      )}
      {data.may_prepare && (
        <p>
          <Button
            busy={prepare.isPending}
            onClick={() => prepare.mutate({ params: { roster_id }, body: {} })}
          >
            编制付款
          </Button>
        </p>
      )}
      {prepare.error !== null && <ErrorNotice error={prepare.error} />}
      {data.rows.length > 0 && (
        <DataTable
          caption="付款"
          look="plain"
          columns={columns(setDoing)}
          rows={data.rows}
          rowKey={(row) => row.institution_payment_id}
          rowName={(row) => `${row.payee_name} ${yuanText(row.amount)} 元`}
          empty={null}
        />
      )}
      {doing !== undefined && <ActDialog {...doing} onClose={() => setDoing(undefined)} />}
    </section>
  )
}

const consequences = {
  approve: '同意后记账，不能撤回；由财务交银行付款。',
  confirm: '银行已经付出，按回单登记，记账。',
  cancel: '作废后，这些行可以重新编制。',
} as const

const routesOf = {
  approve: institutionRoutes.approve_institution_payment,
  confirm: institutionRoutes.confirm_institution_payment,
  cancel: institutionRoutes.cancel_institution_payment,
} as const

function ActDialog({ row, act, onClose }: Doing & { onClose: () => void }) {
  const say = useStatus()
  const [bank_reference, setReference] = useState('')
  const send = useAct(routesOf[act], {
    onDone: () => {
      say(`${words[act]} ${yuanText(row.amount)} 元，已办`)
      onClose()
    },
  })
  const { institution_payment_id, version } = row
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      act={words[act]}
      thing={`付给${row.payee_name}，${countText(row.line_count)} 人`}
      amount={`${yuanText(row.amount)} 元`}
      consequence={consequences[act]}
      busy={send.isPending}
      error={send.error}
      onAct={() =>
        send.mutate({
          params: { institution_payment_id },
          body: act === 'confirm' ? { version, bank_reference } : { version },
        } as never)
      }
    >
      {act === 'confirm' && (
        <TextField
          label="银行回单号"
          value={bank_reference}
          onChange={setReference}
          error={fieldMessage(send.error, 'bank_reference')}
        />
      )}
    </ConfirmDialog>
  )
}

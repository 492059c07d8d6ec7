/** Drafting a month's list of one's own district: nothing is paid by it yet. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { questionRoutes } from '../../../server/benefits/contract.ts'
import { paymentRoutes } from '../../../server/payments/contract.ts'
import { ConfirmDialog, monthText } from '../../design/index.ts'
import { SelectField } from '../../forms/index.ts'
import { useAct, useQueryRoute, useSession } from '../../shell/index.ts'
import { recentMonths } from './months.ts'

export function DraftPayrollDialog(props: {
  open: boolean
  onClose: () => void
  today: string
  /** The month to begin with; this month unless told otherwise. */
  month?: string
  /** The programme to begin with; the first one unless told otherwise. */
  programme_id?: string
}) {
  const { open, onClose, today } = props
  const navigate = useNavigate()
  const session = useSession()
  const [month, setMonth] = useState(props.month ?? `${today.slice(0, 7)}-01`)
  const { data } = useQueryRoute(questionRoutes.list_programmes, {})
  const [chosen, setChosen] = useState(props.programme_id)
  const programme = data?.rows.find((each) => each.programme_id === chosen) ?? data?.rows[0]
  const post = session.account?.post
  const draft = useAct(paymentRoutes.draft_payroll, {
    onDone: (payroll) => void navigate({ to: `/workbench/payrolls/${payroll.payroll_id}` }),
  })
  if (post === null || post === undefined || today === '' || programme === undefined) return null
  const { programme_id } = programme
  const once = programme.payment_kind === 'once'
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      act="编制"
      thing={`${post.division_name} ${monthText(month)} ${programme.title}`}
      consequence={
        once
          ? '列出已经批准、还没有发的，一件一笔，只发一次。锁定、另一人复核后才送银行。'
          : '按当月有效的待遇和未结差额列出名单。锁定、另一人复核后才送银行。已列过的户不会重复列入；以前月份漏列的，选那个月补编。'
      }
      busy={draft.isPending}
      error={draft.error}
      onAct={() => draft.mutate({ body: { programme_id, division_code: post.division_code, month } })}
    >
      <SelectField
        label="项目"
        options={(data?.rows ?? []).map((each) => ({
          value: each.programme_id,
          label: each.title,
          ...(each.payment_kind === 'once' ? { second: '一次性' } : {}),
        }))}
        value={programme_id}
        onChange={(next) => setChosen(next ?? programme_id)}
      />
      <SelectField
        label="月份"
        options={recentMonths(today)}
        value={month}
        onChange={(next) => setMonth(next ?? month)}
      />
    </ConfirmDialog>
  )
}

/** Drafting a month's list of one's own district: nothing is paid by it yet. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { paymentRoutes } from '../../../server/payments/contract.ts'
import { ConfirmDialog, monthText } from '../../design/index.ts'
import { SelectField } from '../../forms/index.ts'
import { useAct, useSession } from '../../shell/index.ts'
import { recentMonths } from './months.ts'

const programme_id = 'minimum-living-guarantee'

export function DraftPayrollDialog(props: {
  open: boolean
  onClose: () => void
  today: string
  /** The month to begin with; this month unless told otherwise. */
  month?: string
}) {
  const { open, onClose, today } = props
  const navigate = useNavigate()
  const session = useSession()
  const [month, setMonth] = useState(props.month ?? `${today.slice(0, 7)}-01`)
  const post = session.account?.post
  const draft = useAct(paymentRoutes.draft_payroll, {
    onDone: (payroll) => void navigate({ to: `/workbench/payrolls/${payroll.payroll_id}` }),
  })
  if (post === null || post === undefined || today === '') return null
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      act="编制"
      thing={`${post.division_name} ${monthText(month)} 最低生活保障`}
      consequence="按当月有效的待遇和未结差额列出名单。锁定、另一人复核后才送银行。已列过的户不会重复列入；以前月份漏列的，选那个月补编。"
      busy={draft.isPending}
      error={draft.error}
      onAct={() => draft.mutate({ body: { programme_id, division_code: post.division_code, month } })}
    >
      <SelectField
        label="月份"
        options={recentMonths(today)}
        value={month}
        onChange={(next) => setMonth(next ?? month)}
      />
    </ConfirmDialog>
  )
}

/** Drafting the month's list of one's own district: nothing is paid by it yet. */
import { useNavigate } from '@tanstack/react-router'
import { paymentRoutes } from '../../../server/payments/contract.ts'
import { ConfirmDialog, monthText } from '../../design/index.ts'
import { useAct, useSession } from '../../shell/index.ts'

const programme_id = 'minimum-living-guarantee'

export function DraftPayrollDialog(props: { open: boolean; onClose: () => void; today: string }) {
  const { open, onClose, today } = props
  const navigate = useNavigate()
  const session = useSession()
  const post = session.account?.post
  const draft = useAct(paymentRoutes.draft_payroll, {
    onDone: (payroll) => void navigate({ to: `/workbench/payrolls/${payroll.payroll_id}` }),
  })
  if (post === null || post === undefined || today === '') return null
  const month = `${today.slice(0, 7)}-01`
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      act="编制"
      thing={`${post.division_name} ${monthText(month)} 最低生活保障`}
      consequence="按当月有效的待遇和未结差额列出名单。编制后可以刷新；锁定、另一人复核后才送银行。已列过的户不会重复列入。"
      busy={draft.isPending}
      error={draft.error}
      onAct={() => draft.mutate({ body: { programme_id, division_code: post.division_code, month } })}
    />
  )
}

import { useState } from 'react'
import { caseRoutes } from '../../../../server/casework/contract.ts'
import { TextAreaField } from '../../../forms/index.ts'
import { useAct } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

/** 撤回 at the applicant's word; he may apply anew. */
export function WithdrawDialog({ view, onClose, onDone }: PanelProps) {
  const [reason, setReason] = useState('')
  const send = useAct(caseRoutes.withdraw_case, { onDone: () => onDone('已撤回') })
  return (
    <ActDialog
      act="撤回"
      view={view}
      sending={send}
      onClose={onClose}
      onAct={(version) =>
        send.mutate({ params: { case_id: view.head.case_id }, body: { version, reason: reason.trim() } })
      }
    >
      <p>
        撤回 {view.head.title} {view.head.case_number}，撤回后这一件办结，不能恢复；以后可以重新申请。
      </p>
      <TextAreaField
        label="申请人的理由"
        optional
        value={reason}
        onChange={setReason}
        maxLength={500}
        rows={2}
      />
    </ActDialog>
  )
}

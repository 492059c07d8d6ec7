import { useState } from 'react'
import { caseRoutes } from '../../../../server/casework/contract.ts'
import { fieldMessage } from '../../../design/index.ts'
import { TextAreaField } from '../../../forms/index.ts'
import { useAct } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

/** 退回重办, with the reason that whoever does it again will read. */
export function ReturnDialog({ view, onClose, onDone }: PanelProps) {
  const [reason, setReason] = useState('')
  const send = useAct(caseRoutes.return_case, { onDone: () => onDone('已退回重办') })
  return (
    <ActDialog
      act="退回重办"
      view={view}
      sending={send}
      onClose={onClose}
      notReady={reason.trim().length < 5 ? '退回，先写理由' : undefined}
      onAct={(version) =>
        send.mutate({ params: { case_id: view.head.case_id }, body: { version, reason: reason.trim() } })
      }
    >
      <TextAreaField
        label="退回理由"
        hint="写明哪里要重办、怎么办，至少 5 个字"
        value={reason}
        onChange={setReason}
        maxLength={2000}
        error={fieldMessage(send.error, 'reason')}
      />
    </ActDialog>
  )
}

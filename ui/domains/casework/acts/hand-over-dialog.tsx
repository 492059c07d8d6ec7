import { useState } from 'react'
import { caseRoutes } from '../../../../server/casework/contract.ts'
import { fieldMessage } from '../../../design/index.ts'
import { SelectField, TextField } from '../../../forms/index.ts'
import { useAct, useQueryRoute } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

const backToAll = 'nobody'

/** 转办 to a colleague of the post, or back to all of them. */
export function HandOverDialog({ view, onClose, onDone }: PanelProps) {
  const { case_id } = view.head
  const [to, setTo] = useState<string>()
  const [reason, setReason] = useState('')
  const { data } = useQueryRoute(caseRoutes.list_colleagues, { params: { case_id } })
  const send = useAct(caseRoutes.hand_over_case, {
    onDone: () => onDone(to === backToAll ? '已放回待领' : '已转办'),
  })
  return (
    <ActDialog
      act="转办"
      view={view}
      sending={send}
      onClose={onClose}
      notReady={to === undefined ? '转办，先选人' : undefined}
      onAct={(version) =>
        send.mutate({
          params: { case_id },
          body: {
            version,
            account_id: to === undefined || to === backToAll ? null : to,
            reason: reason.trim(),
          },
        })
      }
    >
      <SelectField
        label="转给谁"
        hint="同岗位、管辖本地区的在岗人员"
        value={to}
        onChange={setTo}
        error={fieldMessage(send.error, 'account_id')}
        options={[
          { value: backToAll, label: '放回待领，由同岗位的人领办' },
          ...(data?.rows.map((row) => ({ value: row.account_id, label: row.name, second: row.unit_name })) ??
            []),
        ]}
      />
      <TextField label="原因" optional value={reason} onChange={setReason} maxLength={200} />
    </ActDialog>
  )
}

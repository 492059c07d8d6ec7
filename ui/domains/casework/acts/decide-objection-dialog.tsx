import { useState } from 'react'
import { noticeRoutes } from '../../../../server/casework/contract.ts'
import { dateText, fieldMessage } from '../../../design/index.ts'
import { ChoiceField, TextAreaField } from '../../../forms/index.ts'
import { useAct } from '../../../shell/index.ts'
import type { Objection, PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

/** 异议处理: looked into, answered once; after it the notice hangs anew or the case goes back. */
export function DecideObjectionDialog({
  view,
  onClose,
  onDone,
  objection,
}: PanelProps & { objection: Objection }) {
  const [decision, setDecision] = useState<'upheld' | 'rejected'>()
  const [finding, setFinding] = useState('')
  const send = useAct(noticeRoutes.decide_objection, { onDone: () => onDone('异议已答复') })
  return (
    <ActDialog
      act="答复异议"
      view={view}
      sending={send}
      onClose={onClose}
      notReady={
        decision === undefined
          ? '答复异议，先选是否成立'
          : finding.trim().length < 5
            ? '答复异议，先写核查情况'
            : undefined
      }
      onAct={(version) =>
        send.mutate({
          params: { objection_id: objection.objection_id },
          body: { version, decision: decision ?? 'rejected', finding: finding.trim() },
        })
      }
    >
      <p>
        {dateText(objection.filed_on)}收到，{dateText(objection.due_on)}前答复。
        {objection.contact === null ? '匿名提出。' : `联系：${objection.contact}`}
      </p>
      <blockquote className="quoted">{objection.text}</blockquote>
      <ChoiceField
        label="核查结果"
        value={decision}
        onChange={setDecision}
        choices={[
          { value: 'rejected', label: '异议不成立', hint: '重新公示后继续办理' },
          { value: 'upheld', label: '异议成立', hint: '重新核实或者评议，按核实的情况办理' },
        ]}
      />
      <TextAreaField
        label="核查情况"
        value={finding}
        onChange={setFinding}
        maxLength={2000}
        error={fieldMessage(send.error, 'finding')}
      />
    </ActDialog>
  )
}

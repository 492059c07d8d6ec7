import { useState } from 'react'
import { determinationRoutes } from '../../../../server/benefits/contract.ts'
import { fieldMessage } from '../../../design/index.ts'
import { ChoiceField, TextAreaField } from '../../../forms/index.ts'
import { useAct } from '../../../shell/index.ts'
import { decisionWords } from '../appeal-words.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

type Decision = keyof typeof decisionWords

/** 复议决定: 维持, 变更, 撤销, 责令重作, and what follows for the benefit. */
export function DecideAppealDialog({ view, onClose, onDone }: PanelProps) {
  const appeal = view.appeals.find((each) => each.state === 'admitted') ?? view.appeals[0]
  const [decision, setDecision] = useState<Decision>()
  const [reasons, setReasons] = useState('')
  const send = useAct(determinationRoutes.decide_appeal, {
    onDone: ({ reopened_case_id }) =>
      onDone(reopened_case_id === null ? '复议决定已作出' : '复议决定已作出，原办件重新办理'),
  })
  if (appeal === undefined) return null
  const word = decision === undefined ? '作出复议决定' : `复议决定：${decisionWords[decision]}`
  return (
    <ActDialog
      act={word}
      view={view}
      sending={send}
      onClose={onClose}
      notReady={
        decision === undefined ? '先选决定' : reasons.trim().length < 5 ? '作出决定，先写理由' : undefined
      }
      onAct={(version) =>
        send.mutate({
          params: { appeal_id: appeal.appeal_id },
          body: { version, decision: decision ?? 'upheld', reasons: reasons.trim() },
        })
      }
    >
      <blockquote className="quoted">{appeal.grounds}</blockquote>
      <ChoiceField
        label="决定"
        value={decision}
        onChange={setDecision}
        choices={[
          { value: 'upheld', label: '维持', hint: '原决定不变' },
          { value: 'changed', label: '变更', hint: '按现行事实重新计算，原决定由新决定代替' },
          { value: 'revoked', label: '撤销', hint: '原决定不再有效' },
          { value: 'remade', label: '责令重作', hint: '原办件重新办理' },
        ]}
      />
      <TextAreaField
        label="理由"
        hint="写明事实、条款和结论"
        value={reasons}
        onChange={setReasons}
        maxLength={4000}
        rows={5}
        error={fieldMessage(send.error, 'reasons')}
      />
    </ActDialog>
  )
}

import { useState } from 'react'
import { appealRoutes } from '../../../../server/casework/contract.ts'
import { Light, dateText, fieldMessage } from '../../../design/index.ts'
import { ChoiceField, TextAreaField } from '../../../forms/index.ts'
import { useAct } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

/** 复议审查: admitted or not, with or without staying the decision. */
export function ExamineAppealDialog({ view, onClose, onDone }: PanelProps) {
  const appeal = view.appeals.find((each) => each.state === 'filed') ?? view.appeals[0]
  const [admit, setAdmit] = useState<'yes' | 'no'>()
  const [stays, setStays] = useState<'yes' | 'no'>('no')
  const [reason, setReason] = useState('')
  const send = useAct(appealRoutes.examine_appeal, {
    onDone: ({ decide_by }) =>
      onDone(decide_by === null ? '不予受理，已告知' : `已受理，${dateText(decide_by)}前作出决定`),
  })
  const act = admit === 'no' ? '不予受理' : '受理复议'
  if (appeal === undefined) return null
  return (
    <ActDialog
      act={act}
      view={view}
      sending={send}
      onClose={onClose}
      notReady={
        admit === undefined
          ? '先选受理还是不予受理'
          : reason.trim().length < 5
            ? `${act}，先写理由`
            : undefined
      }
      onAct={(version) =>
        send.mutate({
          params: { appeal_id: appeal.appeal_id },
          body: {
            version,
            admit: admit === 'yes',
            stays: admit === 'yes' && stays === 'yes',
            reason: reason.trim(),
          },
        })
      }
    >
      <p>
        {appeal.person_name}，{dateText(appeal.filed_on)}申请，{dateText(appeal.decision_told_on)}知道决定。
        {appeal.in_time ? (
          <Light state="normal">在期限内</Light>
        ) : (
          <Light state="overdue">超过申请期限</Light>
        )}
      </p>
      <ChoiceField
        label="审查结果"
        value={admit}
        onChange={setAdmit}
        choices={[
          { value: 'yes', label: '受理' },
          { value: 'no', label: '不予受理' },
        ]}
      />
      {admit === 'yes' && (
        <ChoiceField
          label="复议期间"
          value={stays}
          onChange={setStays}
          choices={[
            { value: 'no', label: '不停执行' },
            { value: 'yes', label: '停止执行' },
          ]}
        />
      )}
      <TextAreaField
        label="理由"
        value={reason}
        onChange={setReason}
        maxLength={2000}
        error={fieldMessage(send.error, 'reason')}
      />
    </ActDialog>
  )
}

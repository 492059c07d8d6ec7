import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { appealRoutes } from '../../../../server/casework/contract.ts'
import { dateText, fieldMessage } from '../../../design/index.ts'
import { ChoiceField, SelectField, TextAreaField } from '../../../forms/index.ts'
import { useAct } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

/** 申请复议, taken down at the counter for a member of the household. */
export function AppealDialog({ view, onClose, onDone }: PanelProps) {
  const navigate = useNavigate()
  const adults = view.members.filter((member) => member.adult)
  const [person, setPerson] = useState(view.application?.applicant_id ?? adults[0]?.person_id)
  const [grounds, setGrounds] = useState('')
  const [stay, setStay] = useState<'yes' | 'no'>('no')
  const send = useAct(appealRoutes.file_appeal, {
    onDone: ({ case_number, appeal_case_id, examine_by }) => {
      onDone(`已收到复议申请 ${case_number}，${dateText(examine_by)}前审查`)
      void navigate({ to: `/workbench/cases/${appeal_case_id}` })
    },
  })
  return (
    <ActDialog
      act="申请复议"
      view={view}
      sending={send}
      onClose={onClose}
      notReady={grounds.trim().length < 5 ? '申请复议，先写理由' : undefined}
      onAct={() =>
        send.mutate({
          params: { case_id: view.head.case_id },
          body: {
            grounds: grounds.trim(),
            ask_for_stay: stay === 'yes',
            ...(person === undefined ? {} : { person_id: person }),
          },
        })
      }
    >
      {view.determination !== null && <p>{view.determination.appeal.text}</p>}
      <SelectField
        label="申请人"
        value={person}
        onChange={setPerson}
        options={adults.map((member) => ({ value: member.person_id, label: member.name }))}
      />
      <TextAreaField
        label="理由"
        hint="照申请人说的写，至少 5 个字"
        value={grounds}
        onChange={setGrounds}
        maxLength={4000}
        rows={5}
        error={fieldMessage(send.error, 'grounds')}
      />
      <ChoiceField
        label="是否申请停止执行"
        value={stay}
        onChange={setStay}
        choices={[
          { value: 'no', label: '不申请' },
          { value: 'yes', label: '申请停止' },
        ]}
      />
    </ActDialog>
  )
}

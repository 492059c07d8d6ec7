import { useState } from 'react'
import { changeRoutes } from '../../../../server/benefits/contract.ts'
import { Button, Dialog, ErrorNotice, fieldMessage } from '../../../design/index.ts'
import { DateField, SelectField, TextAreaField } from '../../../forms/index.ts'
import { useAct, useSession } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'

/** 登记拒绝工作: counted per person; the third time the own share is put to a decision. */
export function WorkRefusalDialog({ view, onClose, onDone }: PanelProps) {
  const session = useSession()
  const [person_id, setPerson] = useState<string>()
  const [refused_on, setDate] = useState<string | undefined>(session.business_date)
  const [text, setText] = useState('')
  const send = useAct(changeRoutes.report_work_refusal, {
    onDone: ({ refusals }) =>
      onDone(
        `已登记，累计 ${refusals} 次${refusals >= 3 ? '；有劳动能力、没有就业的，已立变更件核定本人份额' : ''}`,
      ),
  })
  const missing =
    person_id === undefined
      ? '先选是谁'
      : refused_on === undefined
        ? '先填哪天'
        : text.trim().length < 2
          ? '先写什么工作、为什么不去'
          : undefined
  return (
    <Dialog
      title="登记拒绝工作"
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={send.isPending}
            disabledBecause={missing === undefined ? undefined : `登记，${missing}`}
            onClick={() =>
              send.mutate({
                params: { household_id: view.head.household_id ?? '' },
                body: { person_id: person_id ?? '', refused_on: refused_on ?? '', text: text.trim() },
              })
            }
          >
            登记
          </Button>
        </>
      }
    >
      <p>
        {view.head.title}
        {'　'}无正当理由拒绝介绍的、与本人健康和劳动能力相适应的工作，连续三次的，减发或者停发本人的份额
        <span className="second">（社会救助暂行办法 第四十五条）</span>。
      </p>
      <SelectField
        label="谁"
        value={person_id}
        onChange={setPerson}
        options={view.members
          .filter((member) => member.adult)
          .map((member) => ({
            value: member.person_id,
            label: member.name,
            second: [member.employment_text, member.disability_text].filter(Boolean).join('，'),
          }))}
        error={fieldMessage(send.error, 'person_id')}
      />
      <DateField
        label="哪天"
        value={refused_on}
        onChange={setDate}
        today={session.business_date}
        error={fieldMessage(send.error, 'refused_on')}
      />
      <TextAreaField
        label="什么工作、为什么不去"
        value={text}
        onChange={setText}
        maxLength={1000}
        rows={2}
        error={fieldMessage(send.error, 'text')}
      />
      {send.error !== null && <ErrorNotice error={send.error} />}
    </Dialog>
  )
}

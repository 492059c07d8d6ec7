/** 登记核定: what only the office can say, field by field as the law asks; nobody is made to guess. */
import { useState } from 'react'
import { assessmentRoutes } from '../../../../server/benefits/contract.ts'
import type { BenefitCaseView } from '../../../../server/benefits/contract.ts'
import { dayText, fieldMessage } from '../../../design/index.ts'
import { AnswerField, TextAreaField } from '../../../forms/index.ts'
import type { Answer } from '../../../forms/index.ts'
import { useAct, useSession } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

type Assessment = NonNullable<BenefitCaseView['assessment']>
type Field = Assessment['fields'][number]
type Entry = { key: string; field: Field; person_id: string | null; who: string }

/** One entry for the household, or one for each member. */
function entriesOf({ person_ids, fields }: Assessment, members: BenefitCaseView['members']): Entry[] {
  const asked = members.filter(({ person_id }) => person_ids.includes(person_id))
  return fields.flatMap((field): Entry[] =>
    field.entity === 'household'
      ? [{ key: field.fact, field, person_id: null, who: '' }]
      : asked.map(({ person_id, name }) => ({
          key: `${field.fact} ${person_id}`,
          field,
          person_id,
          who: name,
        })),
  )
}

export function AssessmentDialog({ view, onClose, onDone }: PanelProps) {
  const { head, members } = view
  const session = useSession()
  const assessment = view.assessment ?? { person_ids: [], fields: [], values: [] }
  const known = ({ field, person_id }: Entry) =>
    assessment.values.find((each) => each.fact === field.fact && each.person_id === person_id)
  const entries = entriesOf(assessment, members)
  const [typed, setTyped] = useState<Record<string, Answer | undefined>>({})
  const [note, setNote] = useState('')
  const valueOf = (entry: Entry) => (entry.key in typed ? typed[entry.key] : known(entry)?.value)
  const missing = entries.filter((entry) => !entry.field.known_from_register && valueOf(entry) === undefined)
  const send = useAct(assessmentRoutes.record_assessment, { onDone: () => onDone('核定已登记') })
  const given = entries.filter(
    (entry) => entry.key in typed || (!entry.field.known_from_register && valueOf(entry) !== undefined),
  )
  return (
    <ActDialog
      act="登记核定"
      view={view}
      sending={send}
      onClose={onClose}
      notReady={missing.length === 0 ? undefined : `登记，还有 ${missing.length} 项没填`}
      labels={Object.fromEntries(given.map(({ field }, at) => [`facts.${at}.value`, field.label]))}
      onAct={(version) =>
        send.mutate({
          params: { case_id: head.case_id },
          body: {
            version,
            note: note.trim(),
            facts: given.map((entry) => ({
              fact: entry.field.fact,
              person_id: entry.person_id,
              value: valueOf(entry) ?? null,
            })),
          },
        })
      }
    >
      <p className="second">填您看到、问到、查到的。登记以后金额马上按规定算出来，填错了再登记一次。</p>
      {entries.map((entry) => {
        const before = known(entry)
        return (
          <AnswerField
            key={entry.key}
            question={{ ...entry.field, unit: entry.field.control === 'money' ? '元' : null }}
            label={entry.who === '' ? entry.field.label : `${entry.who}　${entry.field.label}`}
            hint={hintOf(entry.field, before)}
            value={valueOf(entry)}
            onChange={(value) => setTyped({ ...typed, [entry.key]: value })}
            today={session.business_date}
            error={fieldMessage(send.error, `facts.${given.indexOf(entry)}.value`)}
          />
        )
      })}
      <TextAreaField
        label="怎么核定的"
        optional
        hint="看了哪些票据，问了谁；登记里的数不对的，写明为什么"
        value={note}
        onChange={setNote}
        maxLength={1000}
        rows={2}
      />
    </ActDialog>
  )
}

function hintOf(field: Field, before: Assessment['values'][number] | undefined): string | undefined {
  const from = before === undefined ? '' : `${before.source_name}，${dayText(before.known_on)}`
  if (field.known_from_register && from !== '') return `现在的数来自${from}；是另一件事的，改过来并写明`
  return [field.hint, from].filter(Boolean).join('；') || undefined
}

/** A death ends entitlements from the next month on, so it names what follows and asks once. */
import { useState } from 'react'
import { householdRoutes } from '../../../server/registries/households/contract.ts'
import { ConfirmDialog, fieldMessage, useStatus } from '../../design/index.ts'
import { DateField, TextField } from '../../forms/index.ts'
import { useAct, useSession } from '../../shell/index.ts'
import { NewHeadFields, noNewHead } from './new-head-fields.tsx'
import { relationsBody } from './new-head.ts'
import type { PersonPageAnswer } from './person-page.tsx'

function missingHead(person_id: string | undefined, relations: unknown): string | undefined {
  if (person_id === undefined) return '户内还有人，请选新户主'
  return relations === undefined ? '请选各人与新户主的关系' : undefined
}

export function RegisterDeathDialog({ page, onClose }: { page: PersonPageAnswer; onClose: () => void }) {
  const { person, household, members } = page
  const { business_date } = useSession()
  const [date, setDate] = useState<string>()
  const [source, setSource] = useState('')
  const [head, setHead] = useState(noNewHead)
  const say = useStatus()
  const register = useAct(householdRoutes.register_death, {
    onDone: () => {
      say(`已登记${person.name}死亡`)
      onClose()
    },
  })
  const needsHead = household?.relation === 'head' && members.length > 0
  const relations = relationsBody(members, head.person_id, head.relations)
  const [asked, setAsked] = useState(false)
  const wrong = {
    date: asked && date === undefined ? '请填死亡日期' : undefined,
    source: asked && source.trim() === '' ? '请写依据，例如死亡证明编号' : undefined,
    head: !asked || !needsHead ? undefined : missingHead(head.person_id, relations),
  }
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      act="登记死亡"
      thing={`${person.name}　${person.masked_identity_number ?? '没有证件号码'}`}
      consequence="登记后此人的待遇随之停发，全户待遇按余下的人重算；已多发的列入差额。不能撤销，只能更正。"
      busy={register.isPending}
      error={register.error}
      onAct={() => {
        setAsked(true)
        if (date === undefined || source.trim() === '' || (needsHead && relations === undefined)) return
        if (needsHead && head.person_id === undefined) return
        register.mutate({
          params: { person_id: person.person_id },
          body: {
            death_date: date,
            version: person.version,
            new_head_person_id: head.person_id ?? null,
            relations: needsHead ? (relations ?? []) : [],
            source_name: source.trim(),
          },
        })
      }}
    >
      <DateField
        label="死亡日期"
        today={business_date}
        value={date}
        onChange={setDate}
        error={wrong.date ?? fieldMessage(register.error, 'death_date')}
      />
      <TextField
        label="依据"
        hint="死亡医学证明、殡葬火化证明或法院宣告，写明编号"
        value={source}
        onChange={setSource}
        maxLength={100}
        error={wrong.source ?? fieldMessage(register.error, 'source_name')}
      />
      {needsHead && (
        <NewHeadFields
          members={members}
          draft={head}
          onChange={setHead}
          error={wrong.head ?? fieldMessage(register.error, 'new_head.person_id')}
        />
      )}
    </ConfirmDialog>
  )
}

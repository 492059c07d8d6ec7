/** Correcting what is registered; when somebody else was quicker, both versions are shown. */
import { useState } from 'react'
import { personRoutes } from '../../../server/registries/people/contract.ts'
import { Button, ErrorNotice, fieldMessage, problemOf, useStatus } from '../../design/index.ts'
import { ChoiceField, DateField, TextAreaField, TextField } from '../../forms/index.ts'
import { useAct } from '../../shell/index.ts'
import { ActDialog } from './act-dialog.tsx'
import { NationalityField, sexChoices } from './person-fields.tsx'
import type { PersonPageAnswer } from './person-page.tsx'

type Person = PersonPageAnswer['person']

/** `undefined`: stays as it is; `null`: is taken away. */
type Numbers = { identity_number: string | null | undefined; telephone: string | null | undefined }

export function CorrectPersonDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  // The version that one saw when one began; others' changes meanwhile must not be overwritten unseen.
  const [version, setVersion] = useState(person.version)
  const [name, setName] = useState(person.name)
  const [numbers, setNumbers] = useState<Numbers>({ identity_number: undefined, telephone: undefined })
  const [sex, setSex] = useState(person.sex === '1' || person.sex === '2' ? person.sex : undefined)
  const [birth, setBirth] = useState(person.birth_date ?? undefined)
  const [nationality, setNationality] = useState(person.nationality ?? undefined)
  const [reason, setReason] = useState('')
  const say = useStatus()
  const correct = useAct(personRoutes.correct_person, {
    onDone: () => {
      say(`已更正${name.trim()}的登记`)
      onClose()
    },
  })
  const { identity_number, telephone } = numbers
  // With a number, sex and birthday follow from it.
  const numbered =
    identity_number === undefined ? person.masked_identity_number !== null : identity_number !== null
  const changes = {
    ...(name.trim() !== person.name && { name: name.trim() }),
    ...(identity_number !== undefined && { identity_number }),
    ...(!numbered && sex !== undefined && sex !== person.sex && { sex }),
    ...(!numbered && birth !== (person.birth_date ?? undefined) && { birth_date: birth ?? null }),
    ...(nationality !== (person.nationality ?? undefined) && { nationality: nationality ?? null }),
    ...(telephone !== undefined && { telephone }),
  }
  const missing =
    Object.keys(changes).length === 0
      ? '还没有改动'
      : name.trim() === ''
        ? '先写姓名'
        : reason.trim().length < 2
          ? '先写依据'
          : undefined
  const wrong = (field: string) => fieldMessage(correct.error, field)
  const current = problemOf(correct.error).current as Person | undefined
  return (
    <ActDialog
      title={`更正${person.name}的登记`}
      act="更正"
      missing={missing}
      busy={correct.isPending}
      error={undefined}
      onClose={onClose}
      onAct={() =>
        correct.mutate({
          params: { person_id: person.person_id },
          body: { version, reason: reason.trim(), ...changes },
        })
      }
    >
      <TextField label="姓名" value={name} onChange={setName} maxLength={60} error={wrong('name')} />
      <KeptField
        label="证件号码"
        present={person.masked_identity_number}
        value={identity_number}
        onChange={(next) => setNumbers({ ...numbers, identity_number: next })}
        maxLength={40}
        error={wrong('identity_number')}
      />
      {!numbered && (
        <>
          <ChoiceField
            label="性别"
            value={sex}
            onChange={setSex}
            choices={[...sexChoices]}
            error={wrong('sex')}
          />
          <DateField
            label="出生日期"
            optional
            value={birth}
            onChange={setBirth}
            error={wrong('birth_date')}
          />
        </>
      )}
      <NationalityField value={nationality} onChange={setNationality} error={wrong('nationality')} />
      <KeptField
        label="电话"
        present={person.masked_telephone}
        value={telephone}
        onChange={(next) => setNumbers({ ...numbers, telephone: next })}
        maxLength={30}
        error={wrong('telephone')}
      />
      <TextAreaField
        label="依据"
        hint="凭什么更正：证件、户口簿、法院文书"
        value={reason}
        onChange={setReason}
        maxLength={200}
        rows={2}
        error={wrong('reason')}
      />
      {correct.error !== null && <ErrorNotice error={correct.error} />}
      {current && (
        <div className="confirm-amount">
          <p>
            现在登记的：{current.name}　{current.masked_identity_number ?? '没有证件号码'}
            {'　'}
            {current.masked_telephone ?? '没有电话'}
          </p>
          <Button
            kind="link"
            onClick={() => {
              setVersion(current.version)
              correct.reset()
            }}
          >
            看过了，仍按我的更正
          </Button>
        </div>
      )}
    </ActDialog>
  )
}

/** A masked number: left alone, replaced, or taken away. */
function KeptField(props: {
  label: string
  present: string | null
  value: string | null | undefined
  onChange: (value: string | null | undefined) => void
  maxLength: number
  error: string | undefined
}) {
  const { label, present, value, onChange, maxLength, error } = props
  return (
    <>
      <TextField
        label={label}
        hint={present === null ? '现在没有登记' : `现为 ${present}，不改的留空`}
        value={value ?? ''}
        onChange={(text) => onChange(text.trim() === '' ? undefined : text.trim())}
        maxLength={maxLength}
        disabled={value === null}
        error={error}
      />
      {present !== null && (
        <label className="row">
          <input
            type="checkbox"
            className="check"
            checked={value === null}
            onChange={(event) => onChange(event.target.checked ? null : undefined)}
          />
          登记错了，去掉这个{label}
        </label>
      )}
    </>
  )
}

/** What is registered of a new person. Sex and birthday come from the number where there is one. */
import { nationalityNames, nationalityTitle } from '../../../server/registries/people/contract.ts'
import { dateText, fieldMessage } from '../../design/index.ts'
import { ChoiceField, DateField, SelectField, TextField } from '../../forms/index.ts'
import { KnownPeople } from './known-people.tsx'
import type { PersonRow } from './people-page.tsx'
import type { PersonDraft } from './person-draft.ts'
import { type NewPersonCheck, useNewPersonCheck } from './use-new-person-check.ts'
import { sexWords } from './words.ts'

export const sexChoices = [
  { value: '1', label: sexWords['1'] },
  { value: '2', label: sexWords['2'] },
] as const

const nationalityOptions = [...nationalityNames.keys()].map((at) => {
  const value = String(at + 1).padStart(2, '0')
  return { value, label: nationalityTitle(value) }
})

export function NationalityField(props: {
  value: string | undefined
  onChange: (value: string | undefined) => void
  error?: string | undefined
}) {
  return <SelectField label="民族" optional none="没有填" options={nationalityOptions} {...props} />
}

/** 女，1959年4月26日生 */
function saidByNumber(check: NewPersonCheck | undefined): string | undefined {
  const { sex, birth_date } = check ?? {}
  if (sex === undefined || sex === null || birth_date === undefined || birth_date === null) return undefined
  return `${sexWords[sex]}，${dateText(birth_date)}生`
}

export function PersonFields(props: {
  draft: PersonDraft
  onChange: (draft: PersonDraft) => void
  error: unknown
  /** Where the fields stand in the body: `person.`. */
  prefix?: string
  /** Takes a record that is there already instead; without it such a record is only opened. */
  onKnown?: (person: PersonRow) => void
}) {
  const { draft, onChange, error, prefix = '', onKnown } = props
  const numbered = draft.identity_number.trim() !== ''
  const check = useNewPersonCheck(draft)
  const wrong = (field: string) => fieldMessage(error, `${prefix}${field}`)
  return (
    <>
      <TextField
        label="证件号码"
        hint={saidByNumber(check) ?? '18 位；没有的留空'}
        value={draft.identity_number}
        onChange={(identity_number) => onChange({ ...draft, identity_number })}
        maxLength={40}
        error={check?.wrong ?? wrong('identity_number')}
      />
      <TextField
        label="姓名"
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        maxLength={60}
        error={wrong('name')}
      />
      {!numbered && (
        <>
          <ChoiceField
            label="性别"
            value={draft.sex}
            onChange={(sex) => onChange({ ...draft, sex })}
            choices={[...sexChoices]}
            error={wrong('sex')}
          />
          <DateField
            label="出生日期"
            optional
            value={draft.birth_date}
            onChange={(birth_date) => onChange({ ...draft, birth_date })}
            error={wrong('birth_date')}
          />
        </>
      )}
      <NationalityField
        value={draft.nationality}
        onChange={(nationality) => onChange({ ...draft, nationality })}
        error={wrong('nationality')}
      />
      <TextField
        label="电话"
        optional
        type="tel"
        value={draft.telephone}
        onChange={(telephone) => onChange({ ...draft, telephone })}
        maxLength={30}
        error={wrong('telephone')}
      />
      {check !== undefined && <KnownPeople check={check} onKnown={onKnown} />}
    </>
  )
}

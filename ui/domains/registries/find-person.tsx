/** Finds somebody on the register within one's area, to choose. */
import { type FormEvent, useId, useState } from 'react'
import { Button, ErrorNotice } from '../../design/index.ts'
import { TextField } from '../../forms/index.ts'
import { personLine } from './known-people.tsx'
import type { PersonRow } from './people-page.tsx'
import { usePeopleSearch } from './use-people-search.ts'

export type Chosen = { person_id: string; text: string }

type Shown = Chosen & { why?: string | undefined }

export const chosenOf = (person: PersonRow): Chosen => ({
  person_id: person.person_id,
  text: `${person.name}　${personLine(person)}`,
})

function shownOf(row: PersonRow, notChosen: ((person: PersonRow) => string | undefined) | undefined): Shown {
  return { ...chosenOf(row), why: row.death_date === null ? notChosen?.(row) : '已去世' }
}

/** Nobody is in two households: whoever is in another one leaves it first. */
export function inHousehold(person: PersonRow, own?: string): string | undefined {
  if (person.household_id === null) return undefined
  return person.household_id === own ? '已在本户' : '在别的户，先办离户'
}

export function FindPerson(props: {
  value: Chosen | undefined
  onChange: (chosen: Chosen) => void
  /** Who stands ready before anything is looked for. */
  ready?: Chosen[]
  /** Says of somebody why he or she cannot be chosen. */
  notChosen?: (person: PersonRow) => string | undefined
  error?: string | undefined
}) {
  const { value, onChange, ready = [], notChosen, error: wrong } = props
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const { data, error } = usePeopleSearch({ text: asked, limit: 8, offset: 0 })
  const name = useId()
  const listed: Shown[] = asked === '' ? ready : (data?.rows ?? []).map((row) => shownOf(row, notChosen))
  // Whoever is chosen stays in sight, whatever is looked for next.
  const found: Shown[] =
    value && !listed.some((each) => each.person_id === value.person_id) ? [value, ...listed] : listed
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(text.trim())
  }
  return (
    <div className="find-person">
      <form onSubmit={submit}>
        <TextField
          label="姓名、证件号码或后四位"
          value={text}
          onChange={setText}
          maxLength={60}
          error={wrong}
        />
        <Button type="submit" disabledBecause={text.trim() === '' ? '查找，先写姓名或号码' : undefined}>
          查找
        </Button>
      </form>
      {error !== null && <ErrorNotice error={error} />}
      {found.length > 0 && (
        <fieldset className="person-found">
          <legend className="visually-hidden">查到的人</legend>
          {found.map(({ person_id, text: line, why }) => (
            <label key={person_id}>
              <input
                type="radio"
                name={name}
                disabled={why !== undefined}
                checked={value?.person_id === person_id}
                onChange={() => onChange({ person_id, text: line })}
              />
              <span>
                {line}
                {why !== undefined && <span className="second">　{why}</span>}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {data?.more === true && <p className="second">查到的太多，只列前几人，请写得更全。</p>}
      {asked !== '' && data?.rows.length === 0 && (
        <p className="second">您的辖区内没有查到，可以选“新登记”。</p>
      )}
    </div>
  )
}

/** Somebody joins: a person on the register (also one who comes back), or a new one. */
import { type FormEvent, useState } from 'react'
import { householdRoutes } from '../../../server/registries/households/contract.ts'
import { Button, ErrorNotice, fieldMessage, useStatus } from '../../design/index.ts'
import { ChoiceField, DateField, SelectField, TextField } from '../../forms/index.ts'
import { useAct, useSession } from '../../shell/index.ts'
import { ActDialog } from './act-dialog.tsx'
import type { HouseholdPageAnswer } from './household-page.tsx'
import { PersonFields, emptyPerson, missingOfPerson, personBody } from './register-person-dialog.tsx'
import { usePeopleSearch } from './use-people-search.ts'
import { type MemberRelation, memberRelations } from './words.ts'

export function JoinDialog({ page, onClose }: { page: HouseholdPageAnswer; onClose: () => void }) {
  const { business_date } = useSession()
  const [who, setWho] = useState<'known' | 'new'>('known')
  const [person_id, setPerson] = useState<string>()
  const [draft, setDraft] = useState(emptyPerson)
  const [relation, setRelation] = useState<MemberRelation>()
  const [on, setOn] = useState<string | undefined>(business_date)
  const say = useStatus()
  const join = useAct(householdRoutes.join, {
    onDone: () => {
      say('已加入本户')
      onClose()
    },
  })
  const missing =
    (who === 'known' ? (person_id === undefined ? '先找到这个人' : undefined) : missingOfPerson(draft)) ??
    (relation === undefined ? '先选关系' : on === undefined ? '先填日期' : undefined)
  return (
    <ActDialog
      title="加入一人"
      act="加入"
      missing={missing}
      busy={join.isPending}
      error={join.error}
      onClose={onClose}
      onAct={() => {
        if (relation === undefined || on === undefined) return
        join.mutate({
          params: { household_id: page.household.household_id },
          body: {
            relation,
            on,
            ...(who === 'known' ? { person_id } : { person: personBody(draft) }),
          },
        })
      }}
    >
      <ChoiceField
        label="是谁"
        value={who}
        onChange={setWho}
        choices={[
          { value: 'known', label: '登记过的' },
          { value: 'new', label: '新登记' },
        ]}
      />
      {who === 'known' ? (
        <FindPerson
          value={person_id}
          onChange={setPerson}
          former={page.former_members.map((member) => ({
            person_id: member.person_id,
            text: `${member.name}　以前在本户`,
          }))}
        />
      ) : (
        <PersonFields draft={draft} onChange={setDraft} error={join.error} prefix="person." />
      )}
      <SelectField
        label="是户主的"
        value={relation}
        onChange={(next) => setRelation(next as MemberRelation | undefined)}
        options={memberRelations}
        error={fieldMessage(join.error, 'relation')}
      />
      <DateField
        label="从哪天起"
        today={business_date}
        value={on}
        onChange={setOn}
        error={fieldMessage(join.error, 'on')}
      />
    </ActDialog>
  )
}

type Found = { person_id: string; text: string }

/** Search within one's area; those who left this household stand ready. */
function FindPerson(props: {
  value: string | undefined
  onChange: (person_id: string) => void
  former: Found[]
}) {
  const { value, onChange, former } = props
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const { data, error } = usePeopleSearch({ text: asked, limit: 8, offset: 0 })
  const found: Found[] =
    asked === ''
      ? former
      : (data?.rows ?? []).map((row) => ({
          person_id: row.person_id,
          text: [row.name, row.masked_identity_number, row.division_path].filter(Boolean).join('　'),
        }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(text.trim())
  }
  return (
    <>
      <form className="stack" onSubmit={submit}>
        <TextField label="姓名、证件号码或后四位" value={text} onChange={setText} maxLength={60} />
        <Button type="submit" disabledBecause={text.trim() === '' ? '查找，先写姓名或号码' : undefined}>
          查找
        </Button>
      </form>
      {error !== null && <ErrorNotice error={error} />}
      {found.length > 0 && (
        <fieldset className="person-found">
          <legend className="visually-hidden">查到的人</legend>
          {found.map((each) => (
            <label key={each.person_id}>
              <input
                type="radio"
                name="found-person"
                checked={value === each.person_id}
                onChange={() => onChange(each.person_id)}
              />
              {each.text}
            </label>
          ))}
        </fieldset>
      )}
      {asked !== '' && data?.rows.length === 0 && (
        <p className="second">您的辖区内没有查到，可以选“新登记”。</p>
      )}
    </>
  )
}

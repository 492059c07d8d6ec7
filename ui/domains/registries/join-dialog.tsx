/** Somebody joins: a person on the register (also one who comes back), or a new one. */
import { useState } from 'react'
import { householdRoutes } from '../../../server/registries/households/contract.ts'
import { fieldMessage, useStatus } from '../../design/index.ts'
import { ChoiceField, DateField, SelectField } from '../../forms/index.ts'
import { useAct, useSession } from '../../shell/index.ts'
import { ActDialog } from './act-dialog.tsx'
import { type Chosen, FindPerson, chosenOf, inHousehold } from './find-person.tsx'
import type { HouseholdPageAnswer } from './household-page.tsx'
import { emptyPerson, missingOfPerson, personBody } from './person-draft.ts'
import { PersonFields } from './person-fields.tsx'
import { type MemberRelation, memberRelations } from './words.ts'

export function JoinDialog({ page, onClose }: { page: HouseholdPageAnswer; onClose: () => void }) {
  const { business_date } = useSession()
  const [who, setWho] = useState<'known' | 'new'>('known')
  const [person, setPerson] = useState<Chosen>()
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
    (who === 'known' ? (person === undefined ? '先找到这个人' : undefined) : missingOfPerson(draft)) ??
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
            ...(who === 'known' ? { person_id: person?.person_id } : { person: personBody(draft) }),
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
          value={person}
          onChange={setPerson}
          notChosen={(row) => inHousehold(row, page.household.household_id)}
          error={fieldMessage(join.error, 'person_id')}
          ready={page.former_members.map((member) => ({
            person_id: member.person_id,
            text: `${member.name}　以前在本户`,
          }))}
        />
      ) : (
        <PersonFields
          draft={draft}
          onChange={setDraft}
          error={join.error}
          prefix="person."
          onKnown={(known) => {
            setPerson(chosenOf(known))
            setWho('known')
          }}
        />
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

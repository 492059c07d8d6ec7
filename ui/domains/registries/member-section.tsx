/** One member of a household that is being registered: somebody on the register, or a new person. */
import { Button, fieldMessage } from '../../design/index.ts'
import { ChoiceField, SelectField } from '../../forms/index.ts'
import { FindPerson, chosenOf, inHousehold } from './find-person.tsx'
import { type MemberDraft, memberTitle } from './household-draft.ts'
import { PersonFields } from './person-fields.tsx'
import { type Relation, allRelations, relationWords } from './words.ts'

export function MemberSection(props: {
  at: number
  member: MemberDraft
  onChange: (member: MemberDraft) => void
  /** Absent for the only one. */
  onRemove: (() => void) | undefined
  error: unknown
}) {
  const { at, member, onChange, onRemove, error } = props
  const name = member.who === 'known' ? member.known?.text.split('　')[0] : member.person.name.trim()
  const relation = member.relation === undefined ? undefined : relationWords[member.relation]
  const title = [memberTitle(at), relation, name].filter(Boolean).join('　')
  return (
    <section className="form-section" aria-label={title}>
      <div className="facts-head">
        <h2>{title}</h2>
        {onRemove && (
          <Button kind="link" aria-label={`去掉${memberTitle(at)}`} onClick={onRemove}>
            去掉
          </Button>
        )}
      </div>
      <div className="form-grid">
        <SelectField
          label="与户主的关系"
          value={member.relation}
          onChange={(next) => onChange({ ...member, relation: next as Relation | undefined })}
          options={allRelations}
          error={fieldMessage(error, `members.${at}.relation`)}
        />
        <ChoiceField
          label="这个人"
          value={member.who}
          onChange={(who) => onChange({ ...member, who })}
          choices={[
            { value: 'new', label: '新登记' },
            { value: 'known', label: '登记过的' },
          ]}
        />
      </div>
      {member.who === 'known' ? (
        <FindPerson
          value={member.known}
          onChange={(known) => onChange({ ...member, known })}
          notChosen={(person) => inHousehold(person)}
          error={fieldMessage(error, `members.${at}.person_id`)}
        />
      ) : (
        <div className="form-grid">
          <PersonFields
            draft={member.person}
            onChange={(person) => onChange({ ...member, person })}
            error={error}
            prefix={`members.${at}.person.`}
            onKnown={(person) => onChange({ ...member, who: 'known', known: chosenOf(person) })}
          />
        </div>
      )}
    </section>
  )
}

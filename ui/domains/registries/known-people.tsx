/** Who of the registers is, or may be, the person that is being typed: nobody is registered twice unseen. */
import { Button, Light, Tag, TextLink } from '../../design/index.ts'
import type { PersonRow } from './people-page.tsx'
import type { NewPersonCheck } from './use-new-person-check.ts'

type OnKnown = ((person: PersonRow) => void) | undefined

export function KnownPeople({ check, onKnown }: { check: NewPersonCheck; onKnown: OnKnown }) {
  const { registered, registered_elsewhere, candidates } = check
  if (registered === null && !registered_elsewhere && candidates.length === 0) return null
  return (
    <div className="known-people" role="status">
      {registered !== null && (
        <>
          <Light state="due_soon">这个号码已经登记，不要再登记一次</Light>
          <ul>
            <KnownPerson person={registered} onKnown={onKnown} />
          </ul>
        </>
      )}
      {registered_elsewhere && (
        <>
          <Light state="due_soon">这个号码在本市已经登记，但不在您能看到的范围</Light>
          <p className="second">请先核对号码。号码无误的，由其现在的住地办理迁移，不要再登记一次。</p>
        </>
      )}
      {candidates.length > 0 && (
        <>
          <Light state="due_soon">可能是同一个人，请核对</Light>
          <ul>
            {candidates.map(({ person, reasons }) => (
              <KnownPerson
                key={person.person_id}
                person={person}
                reasons={reasons.map(({ label }) => label)}
                onKnown={onKnown}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** 女，58 岁, the masked number, the place, 在一户，户主. */
export function personLine(person: PersonRow): string {
  const age = person.age === null ? '年龄不详' : `${person.age} 岁`
  return [
    `${person.sex_title}，${age}`,
    person.masked_identity_number ?? '没有证件号码',
    person.division_path,
    person.relation_title === null ? '不在户内' : `在一户，${person.relation_title}`,
  ].join('　')
}

function KnownPerson(props: { person: PersonRow; reasons?: string[]; onKnown: OnKnown }) {
  const { person, reasons = [], onKnown } = props
  const died = person.death_date !== null
  return (
    <li>
      <span>
        <strong>{person.name}</strong> {died && <Tag>已去世</Tag>}
        {reasons.map((reason) => (
          <Tag key={reason}>{reason}</Tag>
        ))}
        <span className="second">{personLine(person)}</span>
      </span>
      <span className="row">
        <TextLink to={`/workbench/people/${person.person_id}`}>打开登记</TextLink>
        {person.household_id !== null && (
          <TextLink to={`/workbench/households/${person.household_id}`}>打开所在的户</TextLink>
        )}
        {onKnown !== undefined && !died && (
          <Button
            disabledBecause={person.household_id === null ? undefined : '用这条登记，先在原户办离户'}
            onClick={() => onKnown(person)}
          >
            用这条登记
          </Button>
        )}
      </span>
    </li>
  )
}

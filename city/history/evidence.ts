/** What a case rests on: the visit, the deliberation, the check of means with its sources. */
import { addRow } from '../load/copy.ts'
import type { CityHousehold } from '../people/types.ts'
import { nextId } from './case-writer.ts'
import type { CaseWriter } from './case-writer.ts'
import { CHECKED_SOURCES, HOUSEHOLD_SOURCES, PERSON_SOURCES } from './checked-sources.ts'
import { factsOn } from './decide.ts'
import { membersOn, TOLD_PENSION } from './life.ts'
import type { Version } from './life.ts'
import type { Walk } from './walk.ts'

/** The visit by two clerks of the street: done, or planned for today. */
export function addVisit(writer: CaseWriter, household: CityHousehold, walk: Walk, caseId: string): void {
  const step = walk.steps.find(({ definition }) => definition.id === 'visit')
  if (!step) return
  const { clerks } = writer.staff.street(household.community)
  const done = step.finishedOn
  const planned = done ?? (writer.today > step.startedOn ? writer.today : step.startedOn)
  addRow(
    writer.tables.visit,
    nextId(writer, household),
    caseId,
    household.id,
    planned,
    done,
    done && `${done}T09:50:00+08`,
    clerks[0]?.id ?? null,
    clerks[1]?.id ?? null,
    done && `${household.members.length} 人同住，陈设简单，与申报一致。`,
    done && true,
    done ? 'done' : 'planned',
    household.community,
  )
}

/** The meeting of residents, once it was held. */
export function addDeliberation(
  writer: CaseWriter,
  household: CityHousehold,
  walk: Walk,
  caseId: string,
): void {
  const step = walk.steps.find(({ definition }) => definition.id === 'deliberation')
  if (!step?.finishedOn) return
  const { id } = writer.staff.street(household.community).community
  addRow(
    writer.tables.deliberation,
    nextId(writer, household),
    caseId,
    step.finishedOn,
    9,
    7,
    9,
    0,
    '情况属实，同意。',
    id,
    household.community,
    household.id,
  )
}

const WITHOUT_SAVINGS = ['company_register', 'securities', 'insurance']

/** Authorisations, the check and, while the case runs, what the sources answered. */
export function addMeansCheck(
  writer: CaseWriter,
  household: CityHousehold,
  walk: Walk,
  version: Version,
  caseId: string,
): void {
  const step = walk.steps.find(({ definition }) => definition.id === 'visit')
  if (!step) return
  const { tables, days } = writer
  const authorisations = addAuthorisations(writer, household, walk.openedOn, caseId)
  const checkId = nextId(writer, household)
  const completed = days.workingDay(step.startedOn, 3)
  const state = step.finishedOn ? 'sealed' : completed < writer.today ? 'answered' : 'running'
  addRow(
    tables.means_check,
    checkId,
    caseId,
    step.startedOn,
    state === 'running' ? null : completed,
    state,
    // Reports of running cases are sealed when the whole city is there; those of old ones are not kept.
    null,
    step.finishedOn,
    household.community,
    household.id,
  )
  if (walk.current === null || state === 'running') return
  const check = { id: checkId, askedOn: step.startedOn, answeredOn: completed, authorisations }
  for (const source of CHECKED_SOURCES) addRequest(writer, household, check, source)
  addAnswers(writer, household, check, version, factsOn(household, version, walk.openedOn))
}

/** Adults sign for themselves, the head for the children. Answers the ids. */
function addAuthorisations(
  writer: CaseWriter,
  household: CityHousehold,
  openedOn: string,
  caseId: string,
): string[] {
  const grown = writer.days.addDays(openedOn, -18 * 365)
  const head = household.members[0]?.id ?? ''
  return membersOn(household, openedOn).map((person) => {
    const id = nextId(writer, household)
    const child = person.birthDate > grown && person.id !== head
    addRow(
      writer.tables.means_check_authorisation,
      id,
      caseId,
      person.id,
      child ? head : person.id,
      child ? 'guardian_of_child' : 'self',
      openedOn,
      household.community,
      household.id,
    )
    return id
  })
}

type WrittenCheck = { id: string; askedOn: string; answeredOn: string; authorisations: readonly string[] }

/** A source that was asked and has answered: the exchange, the round, and what it rests on. */
function addRequest(writer: CaseWriter, household: CityHousehold, check: WrittenCheck, source: string): void {
  const { tables, days } = writer
  const requestId = nextId(writer, household)
  const roundId = nextId(writer, household)
  const { community, id: householdId } = household
  const at = (day: string, time: string) => `${day}T${time}+08`
  addRow(
    tables.exchange_request,
    requestId,
    source,
    'means_check.ask',
    check.id,
    'answered',
    1,
    check.askedOn,
    at(check.askedOn, '10:05:00'),
    at(check.askedOn, '10:05:00'),
    at(days.addDays(check.answeredOn, 2), '10:05:00'),
    check.answeredOn,
    at(check.answeredOn, '10:20:00'),
    'street_clerk',
    community.slice(0, 9),
    community,
  )
  addRow(
    tables.means_check_request,
    roundId,
    check.id,
    source,
    1,
    'exchange',
    requestId,
    check.askedOn,
    'answered',
    check.answeredOn,
    check.answeredOn,
    community,
    householdId,
  )
  for (const authorisation of check.authorisations)
    addRow(tables.means_check_request_authorisation, roundId, authorisation, community, householdId)
}

function addAnswers(
  writer: CaseWriter,
  household: CityHousehold,
  check: WrittenCheck,
  version: Version,
  facts: ReturnType<typeof factsOn>,
): void {
  const answer = (source: string, personId: string | null, fact: string, value: unknown) => {
    const code = typeof value === 'string' ? value : null
    const declared = Number(code === null ? (value ?? 0) : 0)
    const found = version.declared && declared === TOLD_PENSION.said ? TOLD_PENSION.found : declared
    addRow(
      writer.tables.means_check_answer,
      nextId(writer, household),
      check.id,
      source,
      personId,
      fact,
      declared === found ? null : declared,
      code === null ? found : null,
      code,
      true,
      check.answeredOn,
      declared === found ? 'none' : 'open',
      household.community,
      household.id,
    )
  }
  for (const { id, facts: values } of facts.members)
    for (const [source, names] of PERSON_SOURCES)
      for (const fact of names) answer(source, id, fact, values[fact])
  for (const [source, names] of HOUSEHOLD_SOURCES)
    for (const fact of names)
      answer(source, null, fact, WITHOUT_SAVINGS.includes(source) ? 0 : facts.household[fact])
}

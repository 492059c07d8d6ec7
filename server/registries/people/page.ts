/** The person page: head, members, income and what is known, as of any day and by what was known on any day. */
import type { Act } from '../../platform/act.ts'
import { authorise, may } from './access.ts'
import { listFactsAsOf } from './facts/index.ts'
import type { FactRow } from './facts/index.ts'
import { factViewOf } from './facts/view.ts'
import { incomeOf, housingLines, situationOf } from './known.ts'
import { relationTitle } from './model.ts'
import * as queries from './queries.ts'
import type { MemberRow, PersonRow } from './queries.ts'
import { getPerson } from './service.ts'
import { memberViewOf, personViewOf } from './view.ts'

export type AsOf = { as_of?: string | undefined; known_on?: string | undefined }

/** Facts by subject. */
export type FactsOf = ReadonlyMap<string, FactRow[]>

/** @throws not_found, also for restricted records and other areas */
export async function getPersonPage(act: Act, person_id: string, when: AsOf) {
  authorise(act, 'read')
  const as_of = when.as_of ?? act.today
  const known_on = when.known_on ?? as_of
  const person = await getPerson(act, person_id, as_of)
  const household =
    person.household_id === null
      ? undefined
      : await queries.findHouseholdOn(act.tx, person.household_id, as_of)
  const members = household === undefined ? [] : await listPresent(act, household.household_id, as_of)
  const facts = await factsOf(act, [person_id, ...members.map((m) => m.person_id), ...idOf(household)], {
    as_of,
    known_on,
  })
  const everybody = members.length === 0 ? [person_id] : members.map((member) => member.person_id)
  const own = facts.get(person_id) ?? []
  return {
    as_of,
    known_on,
    person: personViewOf(person, as_of),
    household:
      household === undefined
        ? null
        : {
            ...household,
            ...standing(person),
            member_count: members.length,
            head_text: headText(person, members, facts),
          },
    members: members
      .filter((member) => member.person_id !== person_id)
      .map((member) =>
        memberViewOf(member, situationOf(member, facts.get(member.person_id) ?? [], as_of), as_of),
      ),
    income: incomeView(facts, everybody, person_id),
    facts: own.map(factViewOf),
    housing: household === undefined ? [] : housingLines(facts.get(household.household_id) ?? []),
    grid_worker: (await queries.findGridWorker(act.tx, person.division_code, as_of)) ?? null,
    may: rightsOf(act, person),
  }
}

/** Facts of many subjects in one statement, by subject. */
export async function factsOf(
  act: Act,
  subject_ids: readonly string[],
  when: { as_of: string; known_on: string },
): Promise<FactsOf> {
  const rows = await listFactsAsOf(act, { subject_ids, holding_on: when.as_of, known_on: when.known_on })
  return Map.groupBy(rows, (row) => row.subject_id)
}

export async function listPresent(act: Act, household_id: string, day: string): Promise<MemberRow[]> {
  return (await queries.listMembers(act.tx, household_id, day)).filter(({ present }) => present)
}

const idOf = (household: { household_id: string } | undefined) =>
  household === undefined ? [] : [household.household_id]

function standing(person: PersonRow) {
  const relation = person.relation ?? 'other'
  return { relation, relation_title: relationTitle(relation, person.sex) }
}

/** 3 人户，户主，2 人二级残疾. */
function headText(person: PersonRow, members: readonly MemberRow[], facts: FactsOf): string {
  const grades = members.flatMap((member) => {
    const grade = facts.get(member.person_id)?.find((fact) => fact.name === 'disability_grade')?.number_value
    return grade === undefined || grade === null || grade < 1n || grade > 4n ? [] : [Number(grade)]
  })
  const byGrade = [...Map.groupBy(grades.sort(), (grade) => grade)]
  const disabled = byGrade.map(([grade, list]) => `${list.length} 人${'一二三四'.charAt(grade - 1)}级残疾`)
  return [`${members.length} 人户`, standing(person).relation_title, ...disabled].join('，')
}

function incomeView(facts: FactsOf, everybody: readonly string[], person_id: string) {
  const all = incomeOf(everybody.map((id) => facts.get(id) ?? []))
  const own = incomeOf([facts.get(person_id) ?? []])
  return {
    household_per_month: all.per_month,
    person_per_month: own.per_month,
    known_per_month: all.known_per_month,
    known_on: all.known_on,
    unknown_count: all.unknown_count,
  }
}

function rightsOf(act: Act, person: PersonRow) {
  const living = person.death_date === null
  return {
    correct: may(act, 'correct'),
    record_facts: may(act, 'record_facts'),
    disclose: may(act, 'disclose'),
    link: may(act, 'link'),
    restrict: may(act, 'restrict'),
    register_death: living && may(act, 'correct'),
  }
}

/** What a case rests on: the visit, the deliberation, the check of means with its sources. */
import { addRow } from '../load/copy.ts'
import type { CityHousehold } from '../people/types.ts'
import { nextId } from './case-writer.ts'
import type { CaseWriter } from './case-writer.ts'
import { factsOn } from './decide.ts'
import { TOLD_PENSION } from './life.ts'
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

/** Sources that are asked about each adult and about the household, and the fact that each answers. */
const PERSON_SOURCES = [
  ['social_insurance', 'transfer_income'],
  ['tax', 'wage_income'],
] as const
const HOUSEHOLD_SOURCES = [
  ['deposits', 'financial_assets'],
  ['real_estate', 'home_count'],
  ['vehicles', 'vehicle_count'],
] as const

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
  const facts = factsOn(household, version, walk.openedOn)
  for (const person of household.members) {
    if (person.birthDate > days.addDays(walk.openedOn, -18 * 365)) continue
    addRow(
      tables.means_check_authorisation,
      caseId,
      person.id,
      person.id,
      walk.openedOn,
      household.community,
      household.id,
    )
  }
  const checkId = nextId(writer, household)
  const completed = days.workingDay(step.startedOn, 3)
  const state = step.finishedOn ? 'sealed' : completed < writer.today ? 'answered' : 'running'
  const seal = state === 'sealed' ? `\\x${checkId.replaceAll('-', '').repeat(2)}` : null
  const completedOn = state === 'running' ? null : completed
  addRow(
    tables.means_check,
    checkId,
    caseId,
    step.startedOn,
    completedOn,
    state,
    seal,
    step.finishedOn,
    household.community,
    household.id,
  )
  if (walk.current === null) return
  const answered = state !== 'running'
  const answer = (source: string, personId: string | null, fact: string, value: unknown) => {
    const declared = Number(value ?? 0)
    const found = version.declared && declared === TOLD_PENSION.said ? TOLD_PENSION.found : declared
    const discrepancy = answered && declared !== found ? 'open' : 'none'
    addRow(
      tables.means_check_answer,
      nextId(writer, household),
      checkId,
      source,
      personId,
      fact,
      declared,
      answered ? found : null,
      answered,
      answered ? completed : null,
      discrepancy,
      household.community,
      household.id,
    )
  }
  for (const { id, facts: values } of facts.members)
    for (const [source, fact] of PERSON_SOURCES) answer(source, id, fact, values[fact])
  for (const [source, fact] of HOUSEHOLD_SOURCES) answer(source, null, fact, facts.household[fact])
}

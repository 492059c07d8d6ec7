/** A household as it would be: with facts that are only supposed, or without whom a report says has died or left. */
import type { Act } from '../../platform/act.ts'
import type { CaseRow } from '../../casework/index.ts'
import type { FactRow } from '../../registries/people/index.ts'
import type { NewFact } from '../households/facts.ts'
import { factKey, loadHistory, type HouseholdHistory } from '../households/history.ts'
import { findReportedChange, type ReportedChange } from './queries.ts'

/** The history as if these facts had become known today. */
export function withFacts(
  act: Act,
  history: HouseholdHistory,
  facts: readonly NewFact[],
  valid_from: string,
): HouseholdHistory {
  const { household_id } = history.household
  const supposed: FactRow[] = facts.map((fact) => ({
    fact_id: factKey(fact.person_id ?? household_id, fact.name),
    subject_id: fact.person_id ?? household_id,
    subject_kind: fact.person_id === null ? 'household' : 'person',
    household_id,
    name: fact.name,
    valid_from,
    valid_to: null,
    known_on: act.today,
    number_value: fact.number_value,
    code_value: fact.code_value,
    source_kind: 'declared',
    source_name: '试算',
    source_reference: null,
  }))
  return { ...history, facts: [...supposed, ...history.facts] }
}

type Gone = Pick<ReportedChange, 'kind' | 'person_id' | 'changed_on'>

/** The history as if whoever died or went away had left the household that day. */
export function withoutLeaver(history: HouseholdHistory, change: Gone | undefined): HouseholdHistory {
  if (change === undefined || (change.kind !== 'death' && change.kind !== 'leaves')) return history
  const { person_id, changed_on } = change
  const memberships = history.memberships.map((member) =>
    member.person_id === person_id && (member.until === null || member.until > changed_on)
      ? { ...member, until: changed_on }
      : member,
  )
  return { ...history, memberships }
}

export type Reported = {
  /** As the registers have the household, and as the report of the open case says it is. */
  history: HouseholdHistory
  supposed: HouseholdHistory
  change: ReportedChange | undefined
  /** Who is reported dead or gone while the register still has him or her in the household; else undefined. */
  leaver: { person_id: string; name: string; kind: 'death' | 'leaves'; on: string } | undefined
}

/** A case's household, with what the case reports of it while it is open. */
export async function loadReported(
  act: Act,
  row: Pick<CaseRow, 'case_id' | 'household_id' | 'kind' | 'state'>,
): Promise<Reported> {
  const history = await loadHistory(act, row.household_id ?? '')
  const open = row.kind === 'change' && row.state === 'open'
  const change = open ? await findReportedChange(act.tx, row.case_id) : undefined
  return {
    history,
    change,
    supposed: withoutLeaver(history, change),
    leaver: change === undefined ? undefined : leaverOf(history, change, act.today),
  }
}

function leaverOf(
  history: HouseholdHistory,
  { kind, person_id, changed_on }: ReportedChange,
  today: string,
): Reported['leaver'] {
  if (kind !== 'death' && kind !== 'leaves') return undefined
  const member = history.memberships.find(
    (each) => each.person_id === person_id && (each.until === null || each.until > today),
  )
  if (member === undefined || member.death_date !== null) return undefined
  return { person_id: member.person_id, name: member.name, kind, on: changed_on }
}

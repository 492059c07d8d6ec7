/**
 * A household with its whole history in hand: any day can be asked again, by what was known on any day, without
 * another statement. This is what every decision, preview and recomputation is made from.
 */
import type { Act } from '../../platform/act.ts'
import { addDays, addMonths, firstOfMonth } from '../../platform/clock/index.ts'
import { notFound } from '../../platform/problems/index.ts'
import { ageOn, type FactRow } from '../../registries/people/index.ts'
import { problem } from '../problems.ts'
import * as queries from './queries.ts'
import type { AppliedForRow, BenefitRow, HouseholdRow, MembershipRow } from './queries.ts'

export type HouseholdHistory = {
  household: HouseholdRow
  memberships: readonly MembershipRow[]
  facts: readonly FactRow[]
  /** What it has or had of every programme. */
  benefits: readonly BenefitRow[]
  /** For whom programmes for single people were applied for. */
  applied_for: readonly AppliedForRow[]
  /** The case that is being looked at: what it applies for counts before it is decided. */
  case_in_hand: string | null
  /** Somebody lives there whom the caller may not see: whoever decides on the rest decides wrongly. */
  hidden: boolean
}

/** A household as it was on a day: members present, and one fact per subject and name. */
export type HouseholdOn = {
  household: HouseholdRow
  members: readonly MembershipRow[]
  /** By subject and name; a row with both values null is known to be unknown. */
  facts: ReadonlyMap<string, FactRow>
  /** By programme that it has in the month in question, the people whom it names; none where it is the household's. */
  has: ReadonlyMap<string, readonly string[]>
  /** By programme for single people, for whom it was applied for or is had. */
  named: ReadonlyMap<string, ReadonlySet<string>>
  hidden: boolean
}

/** @throws not_found (404) when it does not exist or is out of the caller's sight */
export async function loadHistory(act: Act, household_id: string): Promise<HouseholdHistory> {
  const found = (await loadHistories(act, [household_id])).get(household_id)
  if (found === undefined) throw notFound()
  return found
}

/** Many at once, by as many statements as one takes; who is out of the caller's sight is left out. */
export async function loadHistories(
  act: Act,
  household_ids: readonly string[],
): Promise<Map<string, HouseholdHistory>> {
  const [households, memberships, facts, benefits, applied_for, hidden] = await Promise.all([
    queries.listHouseholds(act.tx, household_ids, act.today),
    queries.listMemberships(act.tx, household_ids),
    queries.listFactHistory(act.tx, household_ids),
    queries.listBenefits(act.tx, household_ids),
    queries.listAppliedFor(act.tx, household_ids),
    act.caller.kind === 'staff'
      ? queries.listHouseholdsWithHiddenMember(act.tx, household_ids, act.today)
      : [],
  ])
  const of = {
    memberships: Map.groupBy(memberships, (row) => row.household_id),
    facts: Map.groupBy(facts, (row) => row.of_household),
    benefits: Map.groupBy(benefits, (row) => row.household_id),
    applied_for: Map.groupBy(applied_for, (row) => row.household_id),
    hidden: new Set(hidden),
  }
  return new Map(
    households.map((household): [string, HouseholdHistory] => {
      const id = household.household_id
      return [
        id,
        {
          household,
          memberships: of.memberships.get(id) ?? [],
          facts: of.facts.get(id) ?? [],
          benefits: of.benefits.get(id) ?? [],
          applied_for: of.applied_for.get(id) ?? [],
          case_in_hand: null,
          hidden: of.hidden.has(id),
        },
      ]
    }),
  )
}

/** What counts of what was applied for: what was approved, and the case in hand. The latest last. */
export const listCountedApplications = ({ applied_for, case_in_hand }: HouseholdHistory): AppliedForRow[] =>
  applied_for.filter((each) => each.approved || each.case_id === case_in_hand)

/** @throws household_not_whole (403) when the caller may not see all who live there */
export function requireWhole({ hidden }: Pick<HouseholdHistory, 'hidden'>): void {
  if (hidden) throw problem('household_not_whole')
}

export const factKey = (subject_id: string, name: string): string => `${subject_id} ${name}`

/** What held on `holding_on` by what was known on `known_on`; of benefits, what the month after that day has. */
export function householdOn(
  history: HouseholdHistory,
  when: { holding_on: string; known_on: string },
): HouseholdOn {
  const facts = new Map<string, FactRow>()
  for (const fact of history.facts) {
    const holds =
      fact.known_on <= when.known_on &&
      (fact.valid_from === null || fact.valid_from <= when.holding_on) &&
      (fact.valid_to === null || when.holding_on < fact.valid_to)
    const key = factKey(fact.subject_id, fact.name)
    // The latest known comes first.
    if (holds && !facts.has(key)) facts.set(key, fact)
  }
  const members = history.memberships.filter(
    (member) =>
      member.since <= when.holding_on &&
      (member.until === null || when.holding_on < member.until) &&
      // The register keeps a membership to the end of the day of death.
      (member.death_date === null || when.holding_on < member.death_date),
  )
  const month = addMonths(firstOfMonth(when.holding_on), 1)
  const { household, hidden } = history
  return { household, members, facts, has: hasIn(history, month), named: namedIn(history), hidden }
}

function hasIn({ benefits }: HouseholdHistory, month: string): Map<string, readonly string[]> {
  const running = benefits.filter(
    (each) => each.from_month <= month && (each.until_month === null || month < each.until_month),
  )
  return new Map(running.map((each) => [each.programme_id, each.person_ids]))
}

function namedIn(history: HouseholdHistory): Map<string, Set<string>> {
  const named = new Map<string, Set<string>>()
  for (const { programme_id, person_ids } of [...history.benefits, ...listCountedApplications(history)])
    if (person_ids.length > 0)
      named.set(programme_id, new Set([...(named.get(programme_id) ?? []), ...person_ids]))
  return named
}

/**
 * A household as a month finds it: facts that held when the month before ended, and who belonged to it then and still
 * does on the first day, in the place that he or she has since.
 */
export function householdIn(history: HouseholdHistory, month: string, known_on: string): HouseholdOn {
  const before = householdOn(history, { holding_on: addDays(month, -1), known_on })
  const first = householdOn(history, { holding_on: month, known_on })
  const there = new Set(before.members.map((member) => member.person_id))
  const members = first.members.filter((member) => there.has(member.person_id))
  return { ...before, members, has: hasIn(history, month) }
}

/** 18 years or older; somebody whose birth date is unknown is asked like an adult. */
export function isAdult(member: Pick<MembershipRow, 'birth_date'>, day: string): boolean {
  const age = ageOn(member.birth_date, day)
  return age === null || age >= 18
}

/** Who of the household hears of it: the wanted one while there, else the head or another adult; null: nobody is left. */
export function receiverOf({ members }: Pick<HouseholdOn, 'members'>, wanted: string | null): string | null {
  const found =
    members.find((member) => member.person_id === wanted) ??
    members.find((member) => member.relation === 'head') ??
    members[0]
  return found?.person_id ?? null
}

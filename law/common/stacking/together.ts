/**
 * All programmes for one household on a day, in the order in which they follow from each other: the destitute first,
 * who are then counted apart; what is paid with a bill is left to the bill.
 */
import { decide } from '../../../engine/index.ts'
import type { Decision, Facts, HouseholdFacts } from '../../../engine/index.ts'
import type { PolicyProgramme } from '../../catalogue.ts'
import { isInForce } from '../../in-force.ts'
import { listCountedApart, listStackingRules, membersWith, stack } from './stacking.ts'
import type { DecidedFor, Stacked } from './stacking.ts'

/** What is known of a household on a day; facts that a programme doesn't ask for are no matter. */
export type HouseholdOnDay = HouseholdFacts & {
  readonly date: string
  readonly division: string
  /** By programme for single people, whom it looks at; all of the household where the programme is not named. */
  readonly named?: Readonly<Record<string, readonly string[]>>
}

export type DecidedTogether = {
  readonly decisions: ReadonlyMap<string, DecidedFor>
  readonly stacked: Stacked
}

/** Decides every programme that is in force and not settled with a bill, and says what of it is payable. */
export function decideTogether(
  programmes: readonly PolicyProgramme[],
  household: HouseholdOnDay,
): DecidedTogether {
  const decisions = new Map<string, DecidedFor>()
  for (const programme of inOrder(programmes, household)) {
    const named = household.named?.[programme.id]
    const apart = countedApart(programme.id, decisions, household.date)
    const members = household.members.filter(
      ({ id }) => !apart.has(id) && (named === undefined || named.includes(id)),
    )
    if (members.length === 0) continue
    const memberIds = members.map(({ id }) => id)
    const facts = factsFor(programme, { ...household, members }, decisions)
    const { date, division } = household
    decisions.set(programme.id, {
      decision: decide(programme.rules, { date, division, ...facts }),
      memberIds,
    })
  }
  return { decisions, stacked: stack(decisions, household.date) }
}

/** Who is counted apart comes first, and what follows from other decisions last. */
function inOrder(
  programmes: readonly PolicyProgramme[],
  { date, division }: HouseholdOnDay,
): PolicyProgramme[] {
  const apart = new Set(
    listStackingRules().rules.flatMap(({ kind, first }) => (kind === 'counted_apart' ? first : [])),
  )
  const rank = ({ id, factsFromDecisions }: PolicyProgramme) =>
    apart.has(id) ? 0 : factsFromDecisions === undefined ? 1 : 2
  return programmes
    .filter((programme) => programme.payment.kind !== 'per_claim' && isInForce(programme, date, division))
    .toSorted((a, b) => rank(a) - rank(b))
}

/** Members who have a programme that takes them out of this one. */
function countedApart(
  programmeId: string,
  decisions: ReadonlyMap<string, DecidedFor>,
  date: string,
): Set<string> {
  const firsts = listCountedApart(programmeId, date)
  return new Set(firsts.flatMap((id) => membersOf(decisions.get(id)?.decision)))
}

const membersOf = (decision: Decision | undefined): string[] =>
  decision === undefined ? [] : membersWith(decision)

/** The facts that the programme asks for, those that follow from other decisions included. */
function factsFor(
  programme: PolicyProgramme,
  { household, members }: HouseholdFacts,
  decisions: ReadonlyMap<string, DecidedFor>,
): HouseholdFacts {
  const memberIds = members.map(({ id }) => id)
  const made = new Map([...decisions].map(([id, { decision }]) => [id, decision]))
  const derived = programme.factsFromDecisions?.(made, memberIds)
  const asked = (entity: 'household' | 'person', facts: Facts): Facts =>
    Object.fromEntries(
      programme.rules.inputs
        .filter((input) => input.entity === entity)
        .map(({ name }) => [name, facts[name] ?? null]),
    )
  return {
    household: asked('household', { ...household, ...derived?.household }),
    members: members.map(({ id, facts }) => ({
      id,
      facts: asked('person', { ...facts, ...derived?.members?.[id] }),
    })),
  }
}

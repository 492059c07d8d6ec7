/** Who was born into, joined, left and died in a household, and who became its head; pure. */
import { relationTitle } from '../model.ts'
import { entry } from './entry.ts'
import type { MembershipChange } from './queries.ts'
import type { TimelineEntry } from './sources.ts'

/** Rows of one person in one household that follow each other without a gap: relations change, the membership goes on. */
type Run = MembershipChange[]

/** @param about whose timeline it is; null for a household's, where everybody is named */
export function membershipEntries(
  changes: readonly MembershipChange[],
  about: string | null,
): TimelineEntry[] {
  const runs = runsOf(changes)
  const own = changes.find(({ person_id }) => person_id === about)
  return [
    // Also of somebody who had left before.
    ...(own !== undefined && own.death_date !== null ? [death(own, '')] : []),
    ...runs.flatMap((run) => [...beginning(run, about), ...end(run, about)]),
    ...runs.flatMap((run) => successions(run, about)),
  ]
}

function runsOf(changes: readonly MembershipChange[]): Run[] {
  const byMember = Map.groupBy(changes, (change) => `${change.household_id} ${change.person_id}`)
  return [...byMember.values()].flatMap((rows) => {
    const runs: Run[] = []
    for (const row of rows.toSorted((a, b) => ((a.joined_on ?? '') < (b.joined_on ?? '') ? -1 : 1))) {
      const last = runs.at(-1)
      if (last?.at(-1)?.left_on === row.joined_on && row.joined_on !== null) last?.push(row)
      else runs.push([row])
    }
    return runs
  })
}

const named = (change: MembershipChange, about: string | null): string =>
  change.person_id === about ? '' : `${relationTitle(change.relation, change.sex)}${change.name}`

const keyOf = (change: MembershipChange): string => `${change.household_id}-${change.person_id}`
const linkOf = (change: MembershipChange): string => `/households/${change.household_id}`

function beginning(run: Run, about: string | null): TimelineEntry[] {
  const first = run[0] as MembershipChange
  const { joined_on, birth_date } = first
  if (joined_on === null) return []
  const what = joined_on === birth_date ? '出生' : '入户'
  const text = `${named(first, about)}${what}`
  return [
    entry({ entry_id: `join-${keyOf(first)}-${joined_on}`, date: joined_on, text, link: linkOf(first) }),
  ]
}

function end(run: Run, about: string | null): TimelineEntry[] {
  const last = run.at(-1) as MembershipChange
  const { left_on, death_date } = last
  const who = named(last, about)
  if (death_date !== null && (left_on === null || death_date < left_on))
    return last.person_id === about ? [] : [death(last, who)]
  if (left_on === null) return []
  return [
    entry({
      entry_id: `leave-${keyOf(last)}-${left_on}`,
      date: left_on,
      text: `${who}离户`,
      link: linkOf(last),
    }),
  ]
}

function death({ person_id, death_date }: MembershipChange, who: string): TimelineEntry {
  return entry({ entry_id: `death-${person_id}`, date: death_date ?? '', text: `${who}去世` })
}

/** Where somebody who was in the household already became its head. */
function successions(run: Run, about: string | null): TimelineEntry[] {
  return run.slice(1).flatMap((change) => {
    if (change.relation !== 'head' || change.joined_on === null) return []
    return entry({
      entry_id: `head-${change.household_id}-${change.joined_on}`,
      date: change.joined_on,
      text: change.person_id === about ? '任户主' : `户主变更为${change.name}`,
      link: linkOf(change),
    })
  })
}

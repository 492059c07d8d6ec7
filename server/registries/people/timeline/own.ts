/** The registries' own entries: who joined and left, moves, deaths, and what became known from whom. */
import type { Act } from '../../../platform/act.ts'
import { findFactDefinition, listFactDefinitions } from '../facts/index.ts'
import { relationTitle } from '../model.ts'
import { listAddressChanges, listFactBatches, listMembershipChanges } from './queries.ts'
import type { FactBatch, MembershipChange } from './queries.ts'
import { registerTimelineSource } from './sources.ts'
import type { TimelineEntry, TimelineSubject } from './sources.ts'

const entry = (
  given: Pick<TimelineEntry, 'entry_id' | 'date' | 'text'> & Partial<TimelineEntry>,
): TimelineEntry => ({
  category: '变更',
  where: null,
  current: false,
  link: null,
  needs_reason: false,
  ...given,
})

registerTimelineSource('registries', async (act: Act, subject: TimelineSubject) => {
  const memberships = await listMembershipChanges(act.tx, subject)
  const subjects = [...subject.person_ids, ...(subject.household_id === null ? [] : [subject.household_id])]
  const facts = await listFactBatches(act.tx, subjects, subject.as_of)
  const addresses = await listAddressChanges(act.tx, subject.household_id, subject.as_of)
  return [
    ...memberships.flatMap((change) => membershipEntries(change, subject.person_id)),
    ...facts.map((batch) => factEntry(batch, subject.person_id)),
    // The first address is not a move.
    ...addresses
      .slice(0, -1)
      .map(({ household_id, address, moved_on }) =>
        entry({ entry_id: `address-${household_id}-${moved_on}`, date: moved_on, text: `迁居${address}` }),
      ),
  ]
})

function membershipEntries(change: MembershipChange, about: string | null): TimelineEntry[] {
  const who = change.person_id === about ? '' : `${relationTitle(change.relation, change.sex)}${change.name}`
  const link = `/households/${change.household_id}`
  const key = `${change.household_id}-${change.person_id}`
  const made: TimelineEntry[] = []
  if (change.joined_on !== null) {
    made.push(
      entry({
        entry_id: `join-${key}-${change.joined_on}`,
        date: change.joined_on,
        text: `${who}入户`,
        link,
      }),
    )
  }
  if (change.death_date !== null) {
    made.push(entry({ entry_id: `death-${change.person_id}`, date: change.death_date, text: `${who}去世` }))
  } else if (change.left_on !== null) {
    made.push(
      entry({ entry_id: `leave-${key}-${change.left_on}`, date: change.left_on, text: `${who}离户`, link }),
    )
  }
  return made
}

const CATEGORIES: Record<string, TimelineEntry['category']> = { means_check: '核对', visit: '走访' }

function factEntry(batch: FactBatch, about: string | null): TimelineEntry {
  const order = listFactDefinitions().map(({ name }) => name)
  const labels = batch.names
    .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((name) => findFactDefinition(name)?.label ?? name)
  const shown =
    labels.length > 3 ? `${labels.slice(0, 3).join('、')}等 ${labels.length} 项` : labels.join('、')
  const who = batch.subject_id === about ? '' : (batch.subject_name ?? '家庭')
  return entry({
    entry_id: `fact-${batch.subject_id}-${batch.known_on}-${batch.source_kind}-${batch.source_name}`,
    date: batch.known_on,
    category: CATEGORIES[batch.source_kind] ?? '变更',
    text: `${who === '' ? '' : `${who}：`}得知${shown}`,
    where: batch.source_kind === 'declared' ? '本人' : batch.source_name,
  })
}

/** The timeline of a person or a household, with how many entries of each kind there are. */
import type { Act } from '../../../platform/act.ts'
import { notFound } from '../../../platform/problems/index.ts'
import { authorise } from '../access.ts'
import { findHouseholdOn, listMembers } from '../queries.ts'
import { getPerson } from '../service.ts'
import { collectTimeline } from './sources.ts'
import type { TimelineEntry } from './sources.ts'
import './own.ts'

export type TimelineFilter = {
  as_of?: string | undefined
  category?: TimelineEntry['category'] | undefined
  limit: number
}
export type Timeline = {
  rows: TimelineEntry[]
  total: number
  categories: { category: TimelineEntry['category']; count: number }[]
}

/** What happened to a person and in the household that he or she is in on the day. @throws not_found */
export async function listPersonTimeline(
  act: Act,
  person_id: string,
  filter: TimelineFilter,
): Promise<Timeline> {
  authorise(act, 'read')
  const as_of = filter.as_of ?? act.today
  const { household_id } = await getPerson(act, person_id, as_of)
  return shown(
    await collectTimeline(act, { person_id, household_id, person_ids: [person_id], as_of }),
    filter,
  )
}

/** What happened to a household and to its members of the day. @throws not_found */
export async function listHouseholdTimeline(
  act: Act,
  household_id: string,
  filter: TimelineFilter,
): Promise<Timeline> {
  authorise(act, 'read')
  const as_of = filter.as_of ?? act.today
  if ((await findHouseholdOn(act.tx, household_id, as_of)) === undefined) throw notFound()
  const members = await listMembers(act.tx, household_id, as_of)
  const person_ids = [...new Set(members.filter(({ present }) => present).map((member) => member.person_id))]
  return shown(await collectTimeline(act, { person_id: null, household_id, person_ids, as_of }), filter)
}

function shown(entries: TimelineEntry[], filter: TimelineFilter): Timeline {
  const counts = Map.groupBy(entries, ({ category }) => category)
  const kept = filter.category === undefined ? entries : (counts.get(filter.category) ?? [])
  return {
    rows: kept.slice(0, filter.limit),
    total: entries.length,
    categories: [...counts].map(([category, list]) => ({ category, count: list.length })),
  }
}

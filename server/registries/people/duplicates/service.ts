/** Records that may be one human being: shown side by side, linked or told apart, undone. Nothing is ever merged. */
import type { Act } from '../../../platform/act.ts'
import { audit } from '../../../platform/audit/index.ts'
import { notFound, problem as refuse } from '../../../platform/problems/index.ts'
import { staffOf } from '../../access.ts'
import { listSimilarIdentityNumbers } from '../../identifiers/index.ts'
import { authorise } from '../access.ts'
import { problem } from '../problems.ts'
import { listPeople } from '../queries.ts'
import type { PersonRow } from '../queries.ts'
import { getPerson } from '../service.ts'
import { compare } from './compare.ts'
import type { Comparison } from './compare.ts'
import * as queries from './queries.ts'
import type { LinkRow, Reason } from './queries.ts'

export type Candidate = {
  person: PersonRow
  reasons: Reason[]
  comparison: Comparison[]
  link: LinkRow | null
}

/** Visible records that look like this one, the likeliest first. @throws not_found */
export async function listCandidates(
  act: Act,
  person_id: string,
): Promise<{ person: PersonRow; candidates: Candidate[] }> {
  authorise(act, 'read')
  const person = await getPerson(act, person_id)
  const { identity_number } = person
  const found = await queries.listCandidates(act.tx, {
    ...person,
    name_pinyin: await queries.getNamePinyin(act.tx, person_id),
    similar_numbers: identity_number === null ? [] : listSimilarIdentityNumbers(identity_number),
  })
  const people = await listPeople(
    act.tx,
    found.map((row) => row.person_id),
    act.today,
  )
  const links = await queries.listLinks(act.tx, person_id)
  const candidates = people.map((other) => ({
    person: other,
    reasons: found.find((row) => row.person_id === other.person_id)?.reasons ?? [],
    comparison: compare(person, other),
    link: links.find((link) => [link.person_id, link.other_person_id].includes(other.person_id)) ?? null,
  }))
  return { person, candidates }
}

/** Pairs within one street or community that wait for a decision. @throws duplicates_area_too_wide (422) */
export async function listPairs(
  act: Act,
  filter: { division?: string | undefined; limit: number },
): Promise<{ rows: { left: PersonRow; right: PersonRow }[]; more: boolean }> {
  authorise(act, 'read')
  const division = filter.division ?? ('area' in act.caller ? act.caller.area : '')
  if (division.length < 9) throw problem('duplicates_area_too_wide', { field: 'division' })
  const pairs = await queries.listPairs(act.tx, division, filter.limit + 1)
  const shown = pairs.slice(0, filter.limit)
  const ids = [...new Set(shown.flatMap((pair) => [pair.person_id, pair.other_person_id]))]
  const people = new Map((await listPeople(act.tx, ids, act.today)).map((row) => [row.person_id, row]))
  const rows = shown.flatMap((pair) => {
    const [left, right] = [people.get(pair.person_id), people.get(pair.other_person_id)]
    return left === undefined || right === undefined ? [] : [{ left, right }]
  })
  return { rows, more: pairs.length > filter.limit }
}

/**
 * Decides whether two visible records are one human being, or takes the last decision back.
 * @throws not_found; link_with_oneself (422); link_nothing_to_undo (409)
 */
export async function decideLink(
  act: Act,
  given: { person_id: string; other_person_id: string; decision: LinkRow['decision']; reason: string },
): Promise<LinkRow> {
  authorise(act, 'link')
  if (given.person_id === given.other_person_id)
    throw problem('link_with_oneself', { field: 'other_person_id' })
  const [person_id, other_person_id] = [given.person_id, given.other_person_id].sort() as [string, string]
  const people = await listPeople(act.tx, [person_id, other_person_id], act.today)
  if (people.length !== 2) throw notFound()
  const between = async () =>
    (await queries.listLinks(act.tx, person_id)).find((link) => link.other_person_id === other_person_id)
  const last = await between()
  if (given.decision === 'undone' && (last === undefined || last.decision === 'undone')) {
    throw problem('link_nothing_to_undo')
  }
  const division_code = (people[0] as PersonRow).division_code
  const { account_id } = staffOf(act)
  await queries.insertLink(act.tx, {
    person_id,
    other_person_id,
    decision: given.decision,
    reason: given.reason,
    decided_on: act.today,
    decided_by: account_id,
    division_code,
  })
  await audit(act, {
    act: `person_link.${given.decision}`,
    subject_kind: 'person',
    subject_id: person_id,
    division_code,
    detail: { other_person_id },
  })
  const made = await between()
  if (made === undefined) throw refuse('not_found')
  return made
}

/** All decisions about a visible person. @throws not_found */
export async function listLinks(act: Act, person_id: string): Promise<LinkRow[]> {
  authorise(act, 'read')
  await getPerson(act, person_id)
  return queries.listLinks(act.tx, person_id)
}

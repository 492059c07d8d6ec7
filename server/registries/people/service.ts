/** Registering people and correcting their records. */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { notFound, problem as refuse } from '../../platform/problems/index.ts'
import { staffOf } from '../access.ts'
import { requireDivision } from '../divisions/index.ts'
import { authorise } from './access.ts'
import { checkPerson } from './check.ts'
import { problem } from './problems.ts'
import type { GivenPerson } from './check.ts'
import * as queries from './queries.ts'
import type { PersonRow } from './queries.ts'
import { personViewOf } from './view.ts'

/** The record, as it stands on the business day. @throws not_found, also for restricted ones and other areas */
export async function getPerson(act: Act, person_id: string, day = act.today): Promise<PersonRow> {
  const [row] = await queries.listPeople(act.tx, [person_id], day)
  if (row === undefined) throw notFound()
  return row
}

/** Registers one person. @throws identity_number_wrong, identity_number_taken, division_unknown … */
export async function createPerson(
  act: Act,
  given: GivenPerson & { division_code: string },
): Promise<PersonRow> {
  authorise(act, 'create')
  await requireDivision(act, given.division_code, act.today)
  const person = checkPerson(given, act.today)
  const { person_id } = await queries.insertPerson(act.tx, { ...person, division_code: given.division_code })
  await audit(act, {
    act: 'person.create',
    subject_kind: 'person',
    subject_id: person_id,
    division_code: given.division_code,
  })
  return getPerson(act, person_id)
}

/**
 * Corrects what is recorded; what is not given stays.
 * @throws version_conflict (409) with both versions when somebody changed it since
 */
export async function correctPerson(
  act: Act,
  person_id: string,
  correction: GivenPersonChange,
): Promise<PersonRow> {
  authorise(act, 'correct')
  const current = await getPerson(act, person_id)
  const { version, reason, ...changes } = correction
  const given = { ...kept(current, changes.identity_number), ...defined(changes) }
  if (version !== current.version) throw conflict(current, given, act.today)
  const person = checkPerson(given, act.today)
  const done = await queries.updatePerson(act.tx, person_id, version, {
    ...person,
    division_code: current.division_code,
  })
  if (!done) throw conflict(await getPerson(act, person_id), given, act.today)
  const fields = CORRECTED_FIELDS.filter((field) => person[field] !== current[field])
  if (fields.length === 0) throw problem('nothing_corrected')
  const { account_id, unit_name } = staffOf(act)
  await queries.insertCorrection(act.tx, {
    person_id,
    fields,
    before: Object.fromEntries(fields.map((field) => [field, current[field]])),
    reason,
    corrected_by: account_id,
    unit_name,
    corrected_on: act.today,
  })
  await audit(act, {
    act: 'person.correct',
    subject_kind: 'person',
    subject_id: person_id,
    division_code: current.division_code,
    detail: { fields, reason, version: version + 1 },
  })
  return getPerson(act, person_id)
}

const CORRECTED_FIELDS = ['name', 'identity_number', 'sex', 'birth_date', 'nationality', 'telephone'] as const

export type GivenPersonChange = { version: number; reason: string } & {
  [Field in keyof GivenPerson]?: GivenPerson[Field] | undefined
}

/** What stays when it is not given: sex and birth date only without a number, for else they follow from it. */
function kept(row: PersonRow, number: string | null | undefined): GivenPerson {
  const { name, identity_number, nationality, telephone, sex, birth_date } = row
  const numbered = number === undefined ? identity_number !== null : number !== null
  return { name, identity_number, nationality, telephone, ...(numbered ? {} : { sex, birth_date }) }
}

function defined<Shape extends object>(
  changes: Shape,
): { [Key in keyof Shape]: Exclude<Shape[Key], undefined> } {
  const kept = Object.entries(changes).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept) as { [Key in keyof Shape]: Exclude<Shape[Key], undefined> }
}

function conflict(current: PersonRow, yours: GivenPerson, day: string): Error {
  const sent = { ...current, ...yours, version: current.version } as PersonRow
  return refuse('version_conflict', {
    current: personViewOf(current, day),
    yours: personViewOf(sent, day),
  })
}

/** Makes a record visible only to those entitled, or to everybody of the area again. The one who does it stays entitled. */
export async function restrictPerson(
  act: Act,
  person_id: string,
  change: { restricted: boolean; reason: string },
): Promise<PersonRow> {
  authorise(act, 'restrict')
  const person = await getPerson(act, person_id)
  if (change.restricted) {
    await entitle(act, person_id, {
      account_id: staffOf(act).account_id,
      entitled: true,
      reason: change.reason,
    })
  }
  await queries.updateRestriction(act.tx, person_id, change.restricted)
  await audit(act, {
    act: change.restricted ? 'person.restrict' : 'person.release',
    subject_kind: 'person',
    subject_id: person_id,
    division_code: person.division_code,
    detail: { reason: change.reason },
  })
  return getPerson(act, person_id)
}

/** Lets a colleague see a restricted record, or no longer. */
export async function entitle(
  act: Act,
  person_id: string,
  grant: { account_id: string; entitled: boolean; reason: string },
): Promise<{ person_id: string; account_id: string; entitled: boolean }> {
  authorise(act, 'restrict')
  const { account_id: granted_by } = staffOf(act)
  const person = await getPerson(act, person_id)
  await queries.upsertEntitled(act.tx, { person_id, ...grant, granted_by, granted_on: act.today })
  await audit(act, {
    act: grant.entitled ? 'person.entitle' : 'person.disentitle',
    subject_kind: 'person',
    subject_id: person_id,
    division_code: person.division_code,
    detail: { account_id: grant.account_id, reason: grant.reason },
  })
  return { person_id, account_id: grant.account_id, entitled: grant.entitled }
}

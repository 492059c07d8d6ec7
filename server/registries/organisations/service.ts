/** Registering organisations and correcting their records. */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { notFound, problem as refuse } from '../../platform/problems/index.ts'
import { cappedTotal, MOST_COUNTED } from '../capped.ts'
import { requireDivision } from '../divisions/index.ts'
import { checkCreditCode } from '../identifiers/index.ts'
import { authorise } from './access.ts'
import { problem } from './problems.ts'
import * as queries from './queries.ts'
import type { OrganisationFields, OrganisationRow } from './queries.ts'

/** @throws not_found */
export async function getOrganisation(act: Act, organisation_id: string): Promise<OrganisationRow> {
  authorise(act, 'read')
  const row = await queries.findOrganisation(act.tx, organisation_id)
  if (row === undefined) throw notFound()
  return row
}

/** One page of at most 200 organisations. */
export async function listOrganisations(
  act: Act,
  filter: { text: string | null; kind: string | null; division: string | null },
  limit: number,
  offset: number,
) {
  authorise(act, 'read')
  const found = await queries.listOrganisations(act.tx, filter, MOST_COUNTED + 1)
  const rows = found.slice(0, MOST_COUNTED).slice(offset, offset + limit)
  return { rows, ...cappedTotal(found.length, '个') }
}

/** Every organisation that fits, for a workbook; a city has some thousands. */
export function exportOrganisations(
  act: Act,
  filter: { text: string | null; kind: string | null; division: string | null },
): Promise<OrganisationRow[]> {
  authorise(act, 'export')
  return queries.listOrganisations(act.tx, filter, 100_000)
}

/** @throws credit_code_wrong (422), credit_code_taken (409), division_unknown, division_ended (422) */
export async function createOrganisation(act: Act, given: OrganisationFields): Promise<OrganisationRow> {
  authorise(act, 'create')
  await requireDivision(act, given.division_code, act.today)
  const organisation_id = await queries.insertOrganisation(act.tx, checked(given))
  await log(act, 'organisation.create', organisation_id, given.division_code)
  return getOrganisation(act, organisation_id)
}

/** What is not given stays. @throws version_conflict (409) with both versions */
export async function correctOrganisation(
  act: Act,
  organisation_id: string,
  version: number,
  changes: Partial<OrganisationFields>,
): Promise<OrganisationRow> {
  authorise(act, 'correct')
  const current = await getOrganisation(act, organisation_id)
  const fields = checked({ ...current, ...changes })
  if (changes.division_code !== undefined) await requireDivision(act, changes.division_code, act.today)
  if (!(await queries.updateOrganisation(act.tx, organisation_id, version, fields))) {
    throw refuse('version_conflict', {
      current: await getOrganisation(act, organisation_id),
      yours: { ...current, ...changes },
    })
  }
  await log(act, 'organisation.correct', organisation_id, fields.division_code)
  return getOrganisation(act, organisation_id)
}

function checked(fields: OrganisationFields): OrganisationFields {
  const { established_on, dissolved_on } = fields
  if (established_on !== null && dissolved_on !== null && dissolved_on < established_on) {
    throw problem('dissolved_before_established', { field: 'dissolved_on' })
  }
  if (fields.credit_code === null || fields.credit_code === '') return { ...fields, credit_code: null }
  const code = checkCreditCode(fields.credit_code)
  if (!code.ok) throw problem('credit_code_wrong', { field: 'credit_code', detail: `${code.reason}。` })
  return { ...fields, credit_code: code.value }
}

function log(act: Act, verb: string, subject_id: string, division_code: string): Promise<void> {
  return audit(act, { act: verb, subject_kind: 'organisation', subject_id, division_code })
}

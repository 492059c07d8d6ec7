/** Looking at what is masked: allowed with a reason, written down, and told to the person concerned. */
import type { Act } from '../../../platform/act.ts'
import { audit } from '../../../platform/audit/index.ts'
import { problem } from '../../../platform/problems/index.ts'
import { staffOf } from '../../access.ts'
import { authorise } from '../access.ts'
import { getPerson } from '../service.ts'
import * as queries from './queries.ts'
import type { DisclosureRow } from './queries.ts'

type Logged = DisclosureRow['field']
type Field = Exclude<Logged, 'field_visit'>

export const FIELD_TITLES: Record<Logged, string> = {
  identity_number: '证件号码',
  telephone: '电话',
  bank_account: '银行账号',
  field_visit: '入户走访所需的资料（带走在手机上）',
}

/** The unmasked value, null when none is recorded; the look is logged either way. @throws not_found */
export async function disclose(
  act: Act,
  person_id: string,
  request: { field: Field; reason: string },
): Promise<{ field: Field; value: string | null; disclosure_id: string }> {
  authorise(act, 'disclose')
  const viewer = staffOf(act)
  const person = await getPerson(act, person_id)
  const value =
    request.field === 'bank_account'
      ? ((await queries.findBankAccount(act.tx, person_id, act.today)) ?? null)
      : person[request.field]
  const disclosure_id = await queries.insertDisclosure(act.tx, {
    person_id,
    account_id: viewer.account_id,
    viewer_name: viewer.display_name,
    viewer_unit: viewer.unit_name,
    field: request.field,
    reason: request.reason,
    at: act.now,
    business_date: act.today,
    division_code: person.division_code,
  })
  await audit(act, {
    act: 'person.disclose',
    subject_kind: 'person',
    subject_id: person_id,
    division_code: person.division_code,
    detail: { field: request.field, reason: request.reason, disclosure_id },
  })
  return { field: request.field, value, disclosure_id }
}

/** Writes down that facts about several people of one household were handed out; the act audits itself. */
export async function recordDisclosures(
  act: Act,
  given: { person_ids: readonly string[]; field: Logged; reason: string; division_code: string },
): Promise<void> {
  const viewer = staffOf(act)
  await queries.insertDisclosures(act.tx, given.person_ids, {
    account_id: viewer.account_id,
    viewer_name: viewer.display_name,
    viewer_unit: viewer.unit_name,
    field: given.field,
    reason: given.reason,
    at: act.now,
    business_date: act.today,
    division_code: given.division_code,
  })
}

/** Who has looked at this person's numbers. @throws not_found */
export async function listDisclosures(act: Act, person_id: string): Promise<DisclosureRow[]> {
  authorise(act, 'read')
  await getPerson(act, person_id)
  return queries.listDisclosures(act.tx, person_id)
}

/** Who has looked at my own numbers. */
export async function listMyDisclosures(act: Act): Promise<DisclosureRow[]> {
  if (act.caller.kind !== 'resident') throw problem('not_permitted')
  return queries.listDisclosures(act.tx, act.caller.person_id)
}

/**
 * 核对授权: an authorisation by every member, or by the guardian, that the whole check rests on. One that was missing is
 * handed in later; one that was given may be taken back until the case is decided, and then nothing that was asked or
 * found under it is used any more.
 */
import type { Act } from '../../../platform/act.ts'
import { notify } from '../../../platform/messages/index.ts'
import { notFound } from '../../../platform/problems/index.ts'
import {
  caseworkProblem,
  checkEntry,
  getCase,
  logCase,
  tellPerson,
  type CaseInHand,
} from '../../../casework/index.ts'
import { checkIdentityNumber } from '../../../registries/identifiers/index.ts'
import { listFactDefinitions } from '../../../registries/people/index.ts'
import { refresh } from '../../cases/service.ts'
import { loadHistory } from '../../households/history.ts'
import type { MembershipRow } from '../../households/queries.ts'
import { problem } from '../../problems.ts'
import { findLatestMeansCheck } from '../queries.ts'
import { capacityOf, missingOf, outsideCapacityOf } from './model.ts'
import * as queries from './queries.ts'
import type { NewAuthorisation } from './queries.ts'

export type GivenAuthorisation = {
  case_id: string
  person_id: string
  /** Somebody of the household; null: `guardian` signs. */
  signed_by: string | null
  guardian: { name: string; identity_number: string; relation: string } | null
  /** The signed paper. */
  file_id: string | null
}

/**
 * Takes in an authorisation that is missing: from the person on the own phone, or at the counter with the paper.
 * @throws authorisation_wrong, authorisation_paper_missing (422), case_closed (409), case_not_yours (403)
 */
export async function authorise(act: Act, input: GivenAuthorisation): Promise<void> {
  const hand = await getCase(act, input.case_id)
  const { row } = hand
  if (row.household_id === null) throw notFound()
  await checkEntry(act, hand, 'answer_supplement', { whileHeld: true })
  const { memberships } = await loadHistory(act, row.household_id)
  const members = memberships.filter((member) => member.until === null)
  const authorisation = authorisationOf(act, members, input)
  await checkPaper(act, authorisation)
  const into = {
    case_id: input.case_id,
    signed_on: act.today,
    recorded_by: act.caller.kind === 'staff' ? act.caller.account_id : null,
    division_code: row.division_code,
    household_id: row.household_id,
  }
  if (authorisation.signed_by === null)
    await queries.insertGuardiansAuthorisation(act.tx, into, authorisation)
  else await queries.insertAuthorisations(act.tx, into, [authorisation])
  await logCase(act, row, 'authorise_means_check', '收到核对授权 1 份')
}

function authorisationOf(
  act: Act,
  members: readonly MembershipRow[],
  input: GivenAuthorisation,
): NewAuthorisation {
  const { person_id, signed_by, guardian, file_id } = input
  const wrong = (field: string) => problem('authorisation_wrong', { field })
  const person = members.find((member) => member.person_id === person_id)
  if (person === undefined || (signed_by === null) === (guardian === null)) throw wrong('signed_by')
  const plain = { guardian_name: null, guardian_identity_number: null, guardian_relation: null }
  if (guardian === null) {
    const capacity = capacityOf(members, person_id, signed_by ?? '', act.today)
    // On a phone everybody speaks for himself, or for whom he is the guardian of.
    const own = act.caller.kind !== 'resident' || act.caller.person_id === signed_by
    if (capacity === undefined || !own) throw wrong('signed_by')
    return { ...plain, person_id, signed_by, capacity, file_id }
  }
  // Who is not in the register proves at the counter who he is.
  if (act.caller.kind !== 'staff') throw wrong('guardian')
  const checked = checkIdentityNumber(guardian.identity_number, act.today)
  if (!checked.ok) {
    throw problem('authorisation_wrong', {
      field: 'guardian.identity_number',
      detail: `监护人证件号码：${checked.reason}。`,
    })
  }
  return {
    person_id,
    signed_by: null,
    capacity: outsideCapacityOf(person, act.today),
    guardian_name: guardian.name,
    guardian_identity_number: guardian.identity_number,
    guardian_relation: guardian.relation,
    file_id,
  }
}

/** At the counter, and where one signs for another adult, there is a paper. */
async function checkPaper(act: Act, { capacity, file_id }: NewAuthorisation): Promise<void> {
  const needed = act.caller.kind === 'staff' || capacity === 'guardian_of_adult'
  if (file_id === null) {
    if (needed) throw problem('authorisation_paper_missing', { field: 'file_id' })
    return
  }
  if (!(await queries.isFileThere(act.tx, file_id))) {
    throw caseworkProblem('material_file_unknown', { field: 'file_id' })
  }
}

/**
 * Takes an authorisation back. What is being asked is called off, what was found is unknown again, a report that was
 * sealed is no ground for a decision any more; whoever has the case in hand and the applicant are told.
 * @throws authorisation_not_given, case_closed, case_decided (409), authorisation_paper_missing (422), case_not_yours (403)
 */
export async function withdraw(
  act: Act,
  input: { case_id: string; person_id: string; file_id: string | null },
): Promise<void> {
  const hand = await getCase(act, input.case_id)
  await checkEntry(act, hand, 'answer_supplement', { whileHeld: true })
  if (isDecided(hand)) throw problem('authorisation_decided')
  if (act.caller.kind === 'staff' && input.file_id === null) {
    throw problem('authorisation_paper_missing', { field: 'file_id' })
  }
  if (input.file_id !== null && !(await queries.isFileThere(act.tx, input.file_id))) {
    throw caseworkProblem('material_file_unknown', { field: 'file_id' })
  }
  const given = (await queries.listAuthorisations(act.tx, input.case_id)).find(
    (each) => each.person_id === input.person_id && each.withdrawn_on === null,
  )
  const check = await findLatestMeansCheck(act.tx, input.case_id)
  const done = await queries.withdrawAuthorisation(
    act.tx,
    { ...input, household_facts: householdFacts() },
    act,
  )
  if (!done || given === undefined) throw problem('authorisation_not_given')
  const text = `${given.person_name}的核对授权已撤回，核对停止，查到的不再使用`
  await logCase(act, hand.row, 'withdraw_authorisation', text)
  await refresh(act, hand)
  await tellOwners(act, hand, check?.requested_by ?? null, text)
  await tellApplicant(act, hand, text)
}

/** Tells the applicant what follows, unless it was his own doing. */
async function tellApplicant(act: Act, { row }: CaseInHand, text: string): Promise<void> {
  if (act.caller.kind === 'resident' && act.caller.person_id === row.person_id) return
  await tellPerson(act, row, {
    title: '核对停了，等授权',
    body: `办件 ${row.case_number}：${text}。家人重新同意以后再核对；一直不同意，查不清收入和财产，就不能批准。不想办了，可以撤回申请。`,
  })
}

/** Once it is decided, the decision stands until it is appealed against. */
export const isDecided = ({ step }: Pick<CaseInHand, 'step'>): boolean => step.acts.includes('notify')

const householdFacts = (): string[] =>
  listFactDefinitions()
    .filter(({ subject_kind }) => subject_kind === 'household')
    .map(({ name }) => name)

/** Tells whoever holds the case and whoever began the check. */
async function tellOwners(
  act: Act,
  { row }: CaseInHand,
  requested_by: string | null,
  text: string,
): Promise<void> {
  const owners = new Set([row.owner_account_id, requested_by].filter((each) => each !== null))
  for (const account_id of owners)
    await notify(act, {
      account_id,
      title: '核对授权已撤回',
      body: `办件 ${row.case_number}：${text}。事实不全不能作出决定，请联系申请人说明后果；重新授权后再发起核对。`,
      case_id: row.case_id,
      division_code: row.division_code,
    })
}

/** Members whose authorisation is missing on a day. */
export function missingMembers(
  members: readonly MembershipRow[],
  given: readonly queries.AuthorisationRow[],
): MembershipRow[] {
  return missingOf(
    members.filter((member) => member.until === null && member.death_date === null),
    given,
  )
}

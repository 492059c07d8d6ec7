/** Who agrees to the means check when an application is handed in, and who is asked to agree later. */
import type { Act } from '../../platform/act.ts'
import { caseworkProblem, tellPerson, type CaseInHand } from '../../casework/index.ts'
import type { PolicyProgramme } from '../../../law/index.ts'
import { isAdult, type HouseholdOn } from '../households/history.ts'
import type { MembershipRow } from '../households/queries.ts'
import { capacityOf, missingOf } from '../means-checks/authorisations/model.ts'
import { isFileThere, type NewAuthorisation } from '../means-checks/authorisations/queries.ts'
import { problem } from '../problems.ts'

/** Whether the programme checks means at all: where nothing is asked of others, nobody authorises anything. */
export const authorises = ({ evidence }: Pick<PolicyProgramme, 'evidence'>): boolean =>
  evidence.some((each) => each.holder === 'adult')

type Signature = { person_id: string; signed_by: string; file_id?: string | null | undefined }

/**
 * Who has agreed to the means check: the applicant at least, who agrees for the children, too; a guardian signs for the
 * incapable (国务院令第649号 art. 58), with a paper. A household of children has its guardian elsewhere, who signs at the counter.
 */
export function authorisationsOf(
  act: Act,
  programme: PolicyProgramme,
  on: HouseholdOn,
  applicant: MembershipRow,
  given: readonly Signature[],
): NewAuthorisation[] {
  const article = programme.evidence.find((each) => each.holder === 'adult')?.article
  // Where nothing is asked of others, nothing is authorised.
  if (article === undefined) return []
  const why = { article }
  const plain = {
    guardian_name: null,
    guardian_identity_number: null,
    guardian_relation: null,
    file_id: null,
  }
  const signed = given.map(({ person_id, signed_by, file_id = null }, at) => {
    const capacity = capacityOf(on.members, person_id, signed_by, act.today)
    if (capacity === undefined)
      throw problem('authorisation_wrong', { field: `authorisations.${at}.signed_by`, ...why })
    // At the counter the paper has been seen; on a phone whoever speaks for another adult shows it.
    if (act.caller.kind === 'resident' && capacity === 'guardian_of_adult' && file_id === null)
      throw problem('authorisation_paper_missing', { field: `authorisations.${at}.file_id`, ...why })
    return { ...plain, person_id, signed_by, capacity, file_id }
  })
  if (!isAdult(applicant, act.today)) return signed
  if (!signed.some(({ person_id }) => person_id === applicant.person_id)) {
    throw problem('authorisation_missing', {
      field: 'authorisations',
      detail: '申请人本人须先授权；不在的家人可以以后补。',
      ...why,
    })
  }
  const children = missingOf(
    on.members.filter((member) => !isAdult(member, act.today)),
    signed.map(({ person_id }) => ({ person_id, withdrawn_on: null })),
  )
  const { person_id: signed_by } = applicant
  return [
    ...signed,
    ...children.map(({ person_id }) => ({
      ...plain,
      person_id,
      signed_by,
      capacity: 'guardian_of_child' as const,
    })),
  ]
}

/** @throws material_file_unknown (422) when a paper does not exist or isn't the caller's to see */
export async function checkPapers(act: Act, signed: readonly NewAuthorisation[]): Promise<void> {
  for (const { file_id } of signed)
    if (file_id !== null && !(await isFileThere(act.tx, file_id)))
      throw caseworkProblem('material_file_unknown', { field: 'authorisations' })
}

/** Tells the adults who were not there that their word is still missing. */
export async function askAbsent(
  act: Act,
  { row }: CaseInHand,
  on: HouseholdOn,
  signed: readonly NewAuthorisation[],
): Promise<void> {
  const absent = missingOf(
    on.members.filter((member) => isAdult(member, act.today)),
    signed.map(({ person_id }) => ({ person_id, withdrawn_on: null })),
  )
  const telling = {
    title: '请您同意核对家庭经济状况',
    body: `家人提交了办件 ${row.case_number}。请在“办件进度”里打开这一件，看过以后点“我同意”，或者到街道窗口签字。您没有同意以前不能核对。`,
  }
  for (const { person_id } of absent) await tellPerson(act, row, telling, person_id)
}

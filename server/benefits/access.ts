/** Who may do what with benefits outside a case's own steps; those are casework's table. */
import type { Act, Role } from '../platform/act.ts'
import { caseworkProblem } from '../casework/index.ts'

export type BenefitVerb =
  | 'read_form'
  | 'apply'
  | 'report_change'
  | 'report_work_refusal'
  | 'open_review'
  | 'read_determination'
  | 'read_means_report'
  | 'read_unsettled_requests'
  | 'read_outreach'
  | 'settle_outreach'
  | 'read_proposal'
  | 'draft_proposal'
  | 'approve_proposal'
  | 'simulate'

const mayDo: Record<BenefitVerb, readonly Role[]> = {
  // The district tries other facts on a case with the same questions.
  read_form: ['community_worker', 'street_clerk', 'district_approver'],
  apply: ['community_worker', 'street_clerk'],
  report_change: ['community_worker', 'street_clerk'],
  report_work_refusal: ['community_worker', 'street_clerk'],
  open_review: ['street_clerk', 'district_approver'],
  // Single accounts stand in it: for who examines, decides, or hears the appeal.
  read_means_report: ['street_clerk', 'district_approver', 'policy_officer'],
  // Who asks the sources, and who looks after the streets.
  read_unsettled_requests: ['street_clerk', 'district_approver'],
  read_determination: [
    'community_worker',
    'street_clerk',
    'district_approver',
    'finance',
    'policy_officer',
    'leader',
  ],
  read_outreach: ['community_worker', 'street_clerk', 'district_approver', 'policy_officer'],
  // Who went and asked says what came of it.
  settle_outreach: ['community_worker', 'street_clerk'],
  read_proposal: ['policy_officer', 'leader'],
  draft_proposal: ['policy_officer'],
  // Never by whoever drafted it; the bureau's head or another officer.
  approve_proposal: ['policy_officer', 'leader'],
  // What a value or a rule would do to the whole city: for whoever proposes, and whoever approves not blindly.
  simulate: ['policy_officer', 'leader'],
}

const residents: ReadonlySet<BenefitVerb> = new Set([
  'read_form',
  'apply',
  'report_change',
  'read_determination',
  'read_outreach',
  'settle_outreach',
])

export function may({ caller }: Pick<Act, 'caller'>, verb: BenefitVerb): boolean {
  if (caller.kind === 'system') return true
  if (caller.kind === 'resident') return residents.has(verb)
  return caller.kind === 'staff' && mayDo[verb].includes(caller.role)
}

/** @throws case_not_yours (403) */
export function authorise(act: Pick<Act, 'caller'>, verb: BenefitVerb): void {
  if (!may(act, verb)) throw caseworkProblem('case_not_yours')
}

/**
 * Who may do what in which step of a case: role × act × step. Areas are the database's matter: a case outside the
 * caller's is not there at all. Two-person rules and near relatives are checked on top of this table.
 */
import type { Caller, Role } from '../platform/act.ts'
import type { CaseStep } from './cases/procedure.ts'

/** Everything that can be done to a case, by name; the names of steps' acts are the law's. */
export type CaseAct =
  | 'take'
  | 'hand_over'
  | 'accept'
  | 'ask_for_supplement'
  | 'answer_supplement'
  | 'record_visit'
  | 'record_assessment'
  | 'record_means_check'
  | 'record_deliberation'
  | 'publish_notice'
  | 'decide_objection'
  | 'submit'
  | 'return'
  | 'approve'
  | 'grant_first'
  | 'refuse'
  | 'notify'
  | 'withdraw'
  | 'appeal'
  | 'admit_appeal'
  | 'decide_appeal'
  | 'rate'

export const actLabels: Record<CaseAct, string> = {
  take: '领办',
  hand_over: '转办',
  accept: '受理',
  ask_for_supplement: '告知补正',
  answer_supplement: '补齐材料',
  record_visit: '记录入户',
  record_assessment: '登记核定',
  record_means_check: '登记核对',
  record_deliberation: '记录评议',
  publish_notice: '公示',
  decide_objection: '答复异议',
  submit: '提交',
  return: '退回重办',
  approve: '批准',
  grant_first: '先行救助',
  refuse: '不予批准',
  notify: '告知',
  withdraw: '撤回',
  appeal: '申请复议',
  admit_appeal: '受理复议',
  decide_appeal: '作出复议决定',
  rate: '评价',
}

/** Roles that work on the steps of an actor. The street may do the community's paperwork for it. */
const rolesOfActor: Record<CaseStep['actor'], readonly Role[]> = {
  community: ['community_worker', 'street_clerk'],
  street: ['street_clerk'],
  district: ['district_approver'],
  city: ['policy_officer'],
  applicant: [],
  public: [],
}

/** Who goes to people's homes: plans visits, takes them along on a phone, records them. */
export const visitors: readonly Role[] = ['community_worker', 'street_clerk', 'district_approver']

/** Acts that are not only the step's owner's: who else may do them, whatever the step. */
const rolesOfAct: Partial<Record<CaseAct, readonly Role[]>> = {
  record_visit: visitors,
  answer_supplement: ['community_worker', 'street_clerk', 'district_approver'],
  withdraw: ['street_clerk'],
  appeal: ['community_worker', 'street_clerk', 'policy_officer'],
}

/** Roles that may do an act in a step. */
export function rolesFor(act: CaseAct, step: Pick<CaseStep, 'actor' | 'delegate'>): readonly Role[] {
  const always = rolesOfAct[act]
  if (always !== undefined) return always
  const delegated = step.delegate === undefined ? [] : rolesOfActor[step.delegate.actor]
  return [...rolesOfActor[step.actor], ...delegated]
}

/** What a resident may do with a case of the own household. */
const residentActs: ReadonlySet<CaseAct> = new Set(['answer_supplement', 'withdraw', 'appeal', 'rate'])

/** Whether the caller's post allows the act in that step at all. */
export function mayAct(caller: Caller, act: CaseAct, step: Pick<CaseStep, 'actor' | 'delegate'>): boolean {
  if (caller.kind === 'system') return true
  if (caller.kind === 'resident') return residentActs.has(act)
  return caller.kind === 'staff' && rolesFor(act, step).includes(caller.role)
}

/** Whether the caller's post visits at all; visits that hang on a case ask the case, too. */
export const mayVisit = (caller: Caller): boolean =>
  caller.kind === 'system' || (caller.kind === 'staff' && visitors.includes(caller.role))

const inspectors: ReadonlySet<Role> = new Set(['district_approver', 'policy_officer', 'leader'])

/** Whether the caller's post reads the draws of its area; the area is the database's matter. */
export const mayInspect = (caller: Caller): boolean =>
  caller.kind === 'system' || (caller.kind === 'staff' && inspectors.has(caller.role))

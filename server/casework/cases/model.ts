/** The nouns of a case: kinds, outcomes, owners, lights, and the words for them. Pure. */
import type { Role } from '../../platform/act.ts'
import type { CaseStep } from './procedure.ts'

export type CaseKind = 'application' | 'change' | 'review' | 'appeal' | 'recomputation'
export type CaseOutcome = 'approved' | 'refused' | 'withdrawn' | 'ended' | 'upheld' | 'rejected' | 'unchanged'
export type Light = 'normal' | 'near' | 'overdue'
export type HoldKind = 'objection' | 'supplement' | 'appeal'

/** 临期 begins at this many working days. */
export const nearWorkingDays = 3

export const kindTitles: Record<CaseKind, string> = {
  application: '申请',
  change: '变更',
  review: '复核',
  appeal: '复议',
  recomputation: '重新核定',
}

/** What follows the programme's word in a case number: 低保, 低保变, 低保核, 低保议. */
export const kindNumberWords: Record<CaseKind, string> = {
  application: '',
  change: '变',
  review: '核',
  appeal: '议',
  recomputation: '重',
}

export const outcomeTitles: Record<CaseOutcome, string> = {
  approved: '批准',
  refused: '不予批准',
  withdrawn: '撤回',
  ended: '终结',
  upheld: '维持',
  rejected: '不予受理',
  unchanged: '不变',
}

export const roleTitles: Record<Role, string> = {
  community_worker: '社区工作者',
  street_clerk: '街道经办',
  district_approver: '区审批',
  finance: '财务',
  policy_officer: '市政策法规',
  leader: '领导',
  system_administrator: '系统管理员',
  security_administrator: '安全管理员',
  audit_administrator: '审计管理员',
}

/** What the owner has to do in a step, in the verb of the field. */
const todos: Record<string, string> = {
  acceptance: '受理或告知补正',
  visit: '入户并核对',
  deliberation: '组织评议',
  street_notice: '公示',
  street_report: '报区',
  district_review: '出具审核意见',
  district_notice: '公示',
  determination: '审批',
  district_determination: '确认',
  notification: '告知申请人',
  appeal_examination: '审查复议申请',
  appeal_decision: '作出复议决定',
}

/** 出具审核意见; while the case is held, what ends the hold; what is missing is told only once. */
export function todoOf(
  step: Pick<CaseStep, 'id' | 'title' | 'acts'>,
  hold: HoldKind | null,
  { supplement_told = false }: { supplement_told?: boolean } = {},
): string {
  if (hold === 'objection') return '核查异议'
  if (hold === 'supplement') return '等申请人补正'
  if (hold === 'appeal') return '等复议决定'
  if (step.id === 'acceptance' && supplement_told) return '决定是否受理'
  if (step.acts.includes('record_assessment') && step.acts.includes('record_visit')) return '入户并核定'
  return todos[step.id] ?? step.title
}

/** The role that waits for a step. Once taken, a person of it; see `casework/access.ts` for who may act at all. */
export function ownerRoleOf(actor: CaseStep['actor']): Role {
  if (actor === 'community') return 'community_worker'
  if (actor === 'district') return 'district_approver'
  return actor === 'city' ? 'policy_officer' : 'street_clerk'
}

/** The division whose office waits for a step of a case in `division_code`. */
export function ownerDivisionOf(actor: CaseStep['actor'], division_code: string): string {
  if (actor === 'community') return division_code
  if (actor === 'district') return division_code.slice(0, 6)
  return actor === 'city' ? division_code.slice(0, 2) : division_code.slice(0, 9)
}

const provinces: Record<string, string> = { '11': '京', '12': '津', '13': '冀' }

/** 津南开低保: the series that a case number is counted in. */
export function numberSeries(
  division_code: string,
  district_name: string,
  word: string,
  kind: CaseKind,
): string {
  const place = district_name.length > 2 ? district_name.replace(/(新区|区|县)$/, '') : district_name
  return `${provinces[division_code.slice(0, 2)] ?? ''}${place}${word}${kindNumberWords[kind]}`
}

/** 津南开低保〔2017〕0327号. */
export function caseNumber(series: string, year: number, number: number): string {
  return `${series}〔${year}〕${String(number).padStart(4, '0')}号`
}

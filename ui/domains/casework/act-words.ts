/** What an act is called in the step that it ends, in the verb of the field, and which act comes first. */
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { dayText, paidText } from '../../design/index.ts'
import type { ActName } from './panels.ts'

type Act = BenefitCaseView['acts'][number]

const submitWords: Record<string, string> = {
  deliberation: '提交公示',
  street_notice: '提交报区',
  street_report: '报区审核',
  district_review: '出具审核意见',
  district_notice: '提交审批',
}
const refuseWords: Record<string, string> = {
  acceptance: '不予受理',
  visit: '审核不通过',
  district_review: '审核不通过',
}

/** What an approval comes to: for a change or a review the last month's amount, else what the facts come to. */
export function amountToApprove({ months, preview }: BenefitCaseView): string {
  return months.at(-1)?.amount ?? preview?.amount ?? '0'
}

/** 提交审批, 报区审核, 不予受理 …: the act's own label where the step has no better word. */
export function actWord(view: BenefitCaseView, act: ActName, label: string): string {
  const { head, steps } = view
  if (act === 'refuse') return refuseWords[head.step_id] ?? label
  if (act === 'approve' && view.months.length > 0 && amountToApprove(view) === '0') return '批准停发'
  if (act === 'approve') return head.step_id === 'district_determination' ? '确认给付' : '批准给付'
  if (act === 'notify') return '告知申请人并办结'
  if (act === 'record_visit') return '登记入户'
  if (act === 'record_assessment') return '登记核定'
  if (act === 'grant_first') return '先行救助'
  if (act === 'record_means_check') return '核对登记'
  if (act === 'record_deliberation') return '登记评议'
  if (act !== 'submit') return label
  const next = steps.find((step) => step.state === 'to_come')
  const known = head.kind === 'application' ? submitWords[head.step_id] : undefined
  return known ?? (next === undefined ? label : `提交${next.title.replace(/ \d+ 天$/, '')}`)
}

const withAmount = new Set<ActName>(['approve', 'grant_first', 'submit', 'publish_notice'])
const amountFrom = new Set(['district_review', 'district_notice', 'determination', 'district_determination'])

/** `742.50 元/月`, `一次性 5,000.00 元` beside the acts that carry it on. */
export function actAmount(view: BenefitCaseView, act: ActName): string | undefined {
  const { head, preview } = view
  if (!withAmount.has(act) || head.kind === 'appeal') return undefined
  if (act === 'submit' && !amountFrom.has(head.step_id)) return undefined
  const decided = preview?.outcome === 'eligible' ? preview.amount : null
  const amount = view.months.length > 0 && act === 'approve' ? amountToApprove(view) : decided
  if (amount === '0') return undefined
  return amount === null ? undefined : paidText(amount, head.payment_kind)
}

const order: ActName[] = [
  'decide_objection',
  'answer_supplement',
  'accept',
  'admit_appeal',
  'decide_appeal',
  'approve',
  'grant_first',
  'notify',
  'submit',
  'publish_notice',
  'record_means_check',
  'record_visit',
  'record_assessment',
  'record_deliberation',
]

/** The one act that the step waits for: what ends it, or, while something is missing, what is missing. */
export function primaryAct(acts: Act[]): Act | undefined {
  const inOrder = order.flatMap((name) => acts.filter((act) => act.act === name))
  return inOrder.find((act) => act.allowed) ?? inOrder[0]
}

const last: ActName[] = ['return', 'take', 'hand_over', 'refuse', 'withdraw']

/** The acts beside the primary one: the step's own first, what ends it badly last. */
export function inOrder(acts: Act[]): Act[] {
  return acts.toSorted((a, b) => last.indexOf(a.act) - last.indexOf(b.act))
}

/** The acts as the page offers them: while a notice hangs there is nothing to submit and nothing more to publish. */
export function openActs({ acts, notices }: BenefitCaseView, today: string): Act[] {
  const hanging = notices.find((notice) => notice.state === 'running' && notice.ends_on >= today)
  if (hanging === undefined) return acts
  const why = `公示到 ${dayText(hanging.ends_on)}，期满自动转下一环节`
  return acts
    .filter((act) => act.act !== 'publish_notice')
    .map((act) => (act.act === 'submit' && act.allowed ? { ...act, allowed: false, why_not: why } : act))
}

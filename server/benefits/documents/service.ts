/** 文书: the approval form and the decision notice of a case, filled from the case page's own answer. */
import { replay } from '../../../engine/index.ts'
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { qrSvg, renderPdf } from '../../platform/documents/index.ts'
import { notFound } from '../../platform/problems/index.ts'
import { maskIdentityNumber, maskTelephone } from '../../registries/identifiers/index.ts'
import { viewBenefitCase } from '../cases/view.ts'
import { amountOf, programmeOf } from '../decisions/decide.ts'
import { withUnverified } from '../determinations/words.ts'
import { capitalsOf } from './capitals.ts'
import { findPrintedPerson, findReceipt } from './queries.ts'

type CaseView = Awaited<ReturnType<typeof viewBenefitCase>>
type Printing = { case_id: string; demonstration: boolean; origin: string }

/** 审批表, at any step: opinions that are not there yet stay open. @throws not_found (404) */
export async function printApprovalForm(act: Act, printing: Printing): Promise<Buffer> {
  const view = await viewBenefitCase(act, printing.case_id)
  const person = await findPrintedPerson(act.tx, view.application?.applicant_id ?? view.head.person_id ?? '')
  if (person === undefined) throw notFound()
  await record(act, view, 'approval_form')
  const decision = view.determination?.decision ?? view.preview
  const once = view.head.payment_kind === 'once'
  const amount = BigInt(decision?.amount ?? 0)
  const count = BigInt(decision?.member_count ?? 0)
  return renderPdf(new URL('./approval-form.typ', import.meta.url), {
    ...(await footOf(act, view, printing)),
    title: `${view.head.programme_title}审批表`,
    case_number: view.head.case_number,
    accepted_on: dayText(view.head.accepted_on),
    applicant: {
      name: person.name,
      sex: person.sex === '1' ? '男' : person.sex === '2' ? '女' : '未说明',
      born: person.birth_date === null ? '未知' : dayText(person.birth_date).replace(/\d+日$/, ''),
      masked_identity_number:
        person.identity_number === null ? '无' : maskIdentityNumber(person.identity_number),
      masked_telephone: person.telephone === null ? '无' : maskTelephone(person.telephone),
    },
    address: `${view.head.district_name ?? ''}${view.head.street_name ?? ''}${view.address ?? ''}`,
    members: view.members.map((member) => ({
      name: member.name,
      relation: member.applicant ? '本人' : member.relation_title,
      age: member.age === null ? '未知' : String(member.age),
      condition: [member.employment_text, member.disability_text].filter((text) => text !== null).join('，'),
      income: incomeOf(view, member.person_id),
    })),
    facts: once ? hardshipFacts(view) : meansFacts(view, decision),
    visit_label: once ? '入户和公示' : '入户和评议',
    visit: visitText(view),
    each_label: once ? '平均每人' : '每人每月',
    amount_label: once ? '一次性金额' : '每月保障金',
    member_count: `${count} 人`,
    amount_each: count === 0n ? '—' : `${yuanText((amount + count / 2n) / count)} 元`,
    amount_capitals: decision?.amount === null || decision === null ? '待核定' : capitalsOf(amount),
    amount: decision?.amount === null || decision === null ? '待核定' : yuanText(amount),
    pays_from: once
      ? '一次发给'
      : view.pays_from === null
        ? ''
        : `自 ${dayText(view.pays_from).replace(/\d+日$/, '')}起`,
    street_opinion: opinion(view, ['street_report', 'visit'], '经办人', view.head.street_name, '街道办事处'),
    review_opinion: opinion(view, ['district_review'], '审核人', view.head.district_name, '民政局'),
    approval_opinion: approval(view),
  })
}

/** 告知书, once there is a determination or a refusal. @throws not_found (404) */
export async function printDecisionNotice(act: Act, printing: Printing): Promise<Buffer> {
  const view = await viewBenefitCase(act, printing.case_id)
  if (view.determination === null && view.refusal === null) throw notFound()
  await record(act, view, 'decision_notice')
  return renderPdf(new URL('./decision-notice.typ', import.meta.url), {
    ...(await footOf(act, view, printing)),
    case_number: view.head.case_number,
    addressee: view.application?.applicant_name ?? view.head.title,
    ...decisionNoticeOf(view),
  })
}

/** What differs between the notices: what was decided, why, what is paid, and who signs. */
export function decisionNoticeOf(view: CaseView) {
  const { determination, refusal, head } = view
  const asked = `您家 ${dayText(head.opened_on)}提出的${head.programme_title}${head.kind_title}`
  if (refusal !== null) {
    const looked = lookedInto(view)
    const failed = determination?.decision.reasons.filter((reason) => reason.holds === false) ?? []
    return {
      title: `${head.programme_title}${head.kind === 'application' ? '申请' : ''}${refusal.title}告知书`,
      opening: `${asked}，${looked === '' ? '经审查' : `经${looked}`}，决定${refusal.title}。${refusal.title === '不予变更' ? '您家的待遇不变。' : ''}`,
      reasons: [
        `理由：${refusal.reason.replace(/[。；，]+$/, '')}。`,
        ...(refusal.title === '不予受理'
          ? []
          : failed.map(
              (reason) => `不符合“${reason.label}”：${reason.value_text}${articleText(reason.article)}。`,
            )),
        `依据：《${refusal.article.document_title}》${refusal.article.article}。`,
      ],
      amount: null,
      office:
        refusal.actor === 'street'
          ? officeOf(head.street_name, '街道办事处')
          : officeOf(head.district_name, '民政局'),
      decided_on: dayText(refusal.refused_on),
    }
  }
  const made = determination!
  const eligible = made.outcome === 'eligible'
  const outcome = !eligible ? '停止发放' : made.effective_until === null ? '同意给予' : '渐退期内继续给予'
  return {
    title: `${made.programme_title}${head.kind === 'application' ? '审批' : '核定'}告知书`,
    opening: `${asked}，经${lookedInto(view) || '核定'}，决定如下：${outcome}${made.programme_title}。`,
    reasons: [
      ...made.decision.reasons.map(reasonText),
      ...(eligible && made.effective_until === null ? [] : [made.reason]),
    ],
    amount: eligible ? yuanText(BigInt(made.amount)) : null,
    amount_text: eligible ? amountSentence(made) : '',
    office: decidingOffice(view),
    decided_on: dayText(made.decided_on),
  }
}

/** 核对、入户和公示: what was really done before the decision, and nothing else. */
function lookedInto({ means_check, visits, deliberations, notices }: CaseView): string {
  const done = [
    ...(means_check?.state === 'sealed' ? ['核对'] : []),
    ...(visits.some((visit) => visit.visited_on !== null) ? ['入户'] : []),
    ...(deliberations.length > 0 ? ['评议'] : []),
    ...(notices.some((notice) => notice.state === 'ended') ? ['公示'] : []),
  ]
  return done.length < 2 ? done.join('') : `${done.slice(0, -1).join('、')}和${done.at(-1)}`
}

/** 决定自 2017年10月 起，每月发给您家 … ; 决定一次性发给您家 …. */
function amountSentence(made: NonNullable<CaseView['determination']>) {
  const amount = BigInt(made.amount)
  const once = made.payment_kind === 'once'
  const { formula_text } = made.decision
  return {
    before: once
      ? '决定一次性发给您家'
      : `决定自 ${dayText(made.effective_from).replace(/\d+日$/, '')} 起，每月发给您家`,
    after: `（人民币 ${capitalsOf(amount)}）${formula_text === null ? '' : `，计算方法：${formula_text}`}。`,
  }
}

type Reason = NonNullable<CaseView['preview']>['reasons'][number]
const reasonText = (reason: Reason): string =>
  `${reason.label}：${reason.value_text}${articleText(reason.article)}。`

/** What a stranger with the paper in hand may know: that it is ours, and that it recomputes. @throws not_found (404) */
export async function checkReceipt(act: Act, receipt_hash: string) {
  const found = await findReceipt(act.tx, receipt_hash)
  if (found === undefined) throw notFound()
  const { receipt, ...rest } = found
  const programme = programmeOf(found.programme_id)
  const again = receipt.facts.members.length === 0 ? 0n : amountOf(replay(programme.rules, receipt).decision)
  // Who is kept on over the standard has a receipt that says so: nothing is due by the rules.
  const due = found.effective_until === null ? found.amount : 0n
  const payment_kind = programme.payment.kind
  return { ...rest, programme_title: programme.title, payment_kind, same: again === due }
}

async function footOf(act: Act, view: CaseView, { demonstration, origin }: Printing) {
  const hash = view.determination?.receipt_hash ?? null
  const receipt_text =
    hash === null
      ? `试算 ${view.preview?.receipt_hash ?? '未完成'}，尚未作出决定。`
      : `凭据 ${sealText(hash)}，扫码可核对本文书和计算结果。${basisText(view)}`
  return {
    demonstration,
    qr: await qrSvg(hash === null ? view.head.case_number : `${origin}/receipts/${hash}`),
    receipt_text,
    printed_at: dayText(act.today),
    appeal_text: appealOf(view),
  }
}

/** How to object, and that the limits have not been checked against the text of the law where that is so. */
function appealOf(view: CaseView): string {
  const appeal = view.refusal?.appeal ?? view.determination?.appeal
  if (appeal === undefined) return '决定作出后，告知书写明不服怎么办。'
  return withUnverified(appeal.text, appeal.to_verify)
}

function record(act: Act, view: CaseView, paper: string): Promise<void> {
  return audit(act, {
    act: 'document.print',
    subject_kind: 'case',
    subject_id: view.head.case_id,
    division_code: view.head.division_code,
    detail: { paper },
  })
}

type FormFact = { label: string; value: string; wide: boolean }

/** What a monthly benefit rests on: income and assets as they were checked. */
const meansFacts = (view: CaseView, decision: CaseView['preview']): FormFact[] => [
  { label: '家庭月收入', value: groupText(view, 'income'), wide: false },
  { label: '人均月收入', value: lineText(decision, /人均/) ?? '未知', wide: false },
  { label: '金融资产', value: groupText(view, 'financial_assets'), wide: false },
  {
    label: '房屋、机动车',
    value: `住房 ${groupText(view, 'home_count')}，汽车 ${groupText(view, 'vehicle_count')}`,
    wide: false,
  },
  { label: '核对结果', value: meansCheckText(view), wide: true },
]

/** What aid that is paid once rests on: what happened, and what the office found. */
const hardshipFacts = (view: CaseView): FormFact[] =>
  view.fact_groups.map(({ label, value_text }) => ({ label, value: value_text, wide: true }))

function incomeOf(view: CaseView, person_id: string): string {
  const facts = view.fact_groups
    .filter((group) => group.id === 'income')
    .flatMap((group) => group.facts)
    .filter(
      (fact) => fact.person_id === person_id && /^(wage|business|property|transfer)_income$/.test(fact.fact),
    )
  if (facts.length === 0 || facts.some((fact) => fact.value === null)) return '未知'
  return yuanText(facts.reduce((sum, fact) => sum + BigInt(String(fact.value)), 0n))
}

function groupText(view: CaseView, id: string): string {
  return view.fact_groups.find((group) => group.id === id)?.value_text ?? '未知'
}

function lineText(decision: CaseView['preview'], label: RegExp): string | null {
  const line = decision?.reasons.flatMap((reason) => reason.lines).find((each) => label.test(each.label))
  return line?.value_text ?? null
}

/** The means check that the decision rests on. */
function basisText({ determination }: CaseView): string {
  if (determination?.means_check_seal == null || determination.means_check_sealed_on === null) return ''
  return `所依据的核对报告 ${dayText(determination.means_check_sealed_on)}封存，封印 ${sealText(determination.means_check_seal)}。`
}

/** The first eight digits in two groups. */
const sealText = (hash: string): string => `${hash.slice(0, 4)} ${hash.slice(4, 8)}`

function meansCheckText({ means_check }: CaseView): string {
  if (means_check === null) return '尚未核对'
  const { sources_answered, sources_asked, open_discrepancies, completed_on, state, seal } = means_check
  if (state === 'stopped') return '有人撤回授权，核对已停止，查到的不再使用。'
  const when = completed_on === null ? '' : `，${dayText(completed_on)}`
  const differences =
    open_discrepancies === 0 ? '没有未说明的差异' : `尚有 ${open_discrepancies} 处差异待说明`
  const sealed = state === 'sealed' && seal !== null ? `报告封印 ${sealText(seal)}。` : ''
  return `${sources_asked} 个来源答复 ${sources_answered} 个${when}。${differences}。${sealed}`
}

function visitText(view: CaseView): string {
  const visits = view.visits.flatMap((visit) =>
    visit.visited_on === null
      ? []
      : [`${dayText(visit.visited_on)}入户，${[visit.visitor_name, visit.second_visitor_name].join('、')}`],
  )
  const votes = view.deliberations.map(
    (each) => `${dayText(each.held_on)}评议 ${each.present_count} 人，同意 ${each.agree_count} 人`,
  )
  return (
    [...visits, ...votes, ...(view.notice_summary === null ? [] : [view.notice_summary])].join('。') ||
    '尚未入户'
  )
}

type Opinion = { text: string; role: string; name: string; day: string | null; office: string | null }

function opinion(
  view: CaseView,
  steps: string[],
  role: string,
  place: string | null,
  office: string,
): Opinion {
  const entry = view.log.find((each) => each.act === 'submit' && steps.includes(each.step_id))
  if (entry === undefined) return { text: '', role, name: '', day: null, office: null }
  return {
    text: entry.text,
    role,
    name: entry.actor_name,
    day: dayText(entry.business_date),
    office: officeOf(place, office),
  }
}

/** The street, where the rules handed it the decision; else the district. */
const decidingOffice = ({ head }: CaseView): string =>
  head.conditions.length > 0
    ? officeOf(head.street_name, '街道办事处')
    : officeOf(head.district_name, '民政局')

function approval(view: CaseView): Opinion {
  const { determination } = view
  if (determination === null) return { text: '', role: '审批人', name: '', day: null, office: null }
  return {
    text:
      determination.outcome === 'eligible'
        ? `同意。${determination.reason}`
        : `不予批准。${determination.reason}`,
    role: '审批人',
    name: determination.decided_by_name ?? '',
    day: dayText(determination.decided_on),
    office: decidingOffice(view),
  }
}

/** 演示城市南开区民政局: seals never bear a real office's name alone. */
function officeOf(place: string | null, office: string): string {
  const name = place ?? ''
  return `演示城市${name}${name.endsWith('街道') ? office.replace(/^街道/, '') : office}`
}

function articleText(article: { document_title?: string | null; article: string } | null): string {
  return article === null ? '' : `（《${article.document_title ?? ''}》${article.article}）`
}

function dayText(date: string | null): string {
  if (date === null) return '—'
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

function yuanText(fen: bigint): string {
  const yuan = String(fen / 100n).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${yuan}.${String(fen % 100n).padStart(2, '0')}`
}

/** A decision in words: amount, reasons article by article with their numbers, what is missing, how far from the border. */
import { type Decision, type Reason } from '../../../engine/index.ts'
import { getLawArticle, getLawDocument, isToVerify } from '../../../law/index.ts'
import { yuanText } from '../../registries/people/index.ts'
import type { DecisionView, ReasonView } from './contract.ts'
import type { PolicyProgramme } from '../../../law/index.ts'
import { viewArticle } from '../questions/service.ts'
import { amountOf, memberCountOf, sharesOf, type Decided } from './decide.ts'

type Names = ReadonlyMap<string, string>
type ArticleView = NonNullable<ReasonView['article']>

/** @param names of members by id, for lines that concern one of them */
export function viewDecision(
  { programme, input, decision }: Decided,
  names: Names,
  code: string | null,
): DecisionView {
  const [eligibility, ...amounts] = decision.reasons
  const conditions = (eligibility?.operands ?? []).filter((reason) => reason.kind === 'article')
  const reasons = [...conditions, ...amounts].map((reason, at) => viewReason(reason, names, `r${at + 1}`))
  const amount = amountOf(decision)
  return {
    programme_id: programme.id,
    programme_title: programme.title,
    as_of: input.date,
    division_code: input.division,
    outcome: decision.status,
    payment_kind: programme.payment.kind,
    amount: amount === null ? null : amount.toString(),
    formula_text: formulaText(decision),
    member_count: memberCountOf(programme, decision),
    shares: viewShares({ programme, input, decision }, names),
    reasons,
    missing: decision.status === 'incomplete' ? decision.missing.map((each) => viewMissing(each, names)) : [],
    margins: Object.values(decision.margins).flatMap((margin) => viewMargin(margin, decision)),
    law_version: decision.version,
    receipt_hash: code,
    to_verify: reasons.some((reason) => reason.to_verify !== null),
  }
}

/** Nobody left in the household: there is nothing to reason about and nothing to pay. */
export function viewNobody(
  programme: Pick<PolicyProgramme, 'id' | 'title' | 'payment'>,
  of: Pick<DecisionView, 'as_of' | 'division_code' | 'law_version' | 'receipt_hash'>,
): DecisionView {
  return {
    programme_id: programme.id,
    programme_title: programme.title,
    outcome: 'ineligible',
    payment_kind: programme.payment.kind,
    amount: '0',
    formula_text: null,
    member_count: 0,
    shares: [],
    reasons: [],
    missing: [],
    margins: [],
    to_verify: false,
    ...of,
  }
}

function viewShares(decided: Decided, names: Names): DecisionView['shares'] {
  const { amounts } = decided.programme.payment
  return sharesOf(decided).map(({ person_id, amount_name, amount, payee }) => {
    const { label, article, unless } = amounts[amount_name]!
    return {
      person_id,
      name: names.get(person_id) ?? '',
      label,
      amount: amount.toString(),
      payee: payee as DecisionView['shares'][number]['payee'],
      article: viewArticle(payee === unless?.payee ? unless.article : article),
    }
  })
}

function viewMissing(
  missing: { name: string; label: string; member?: string },
  names: Names,
): DecisionView['missing'][number] {
  return {
    fact: missing.name,
    label: missing.label,
    subject: missing.member === undefined ? null : (names.get(missing.member) ?? null),
    subject_id: missing.member ?? null,
  }
}

/** How far the income is from its border; nothing where the household fails for another reason than too high an income. */
function viewMargin(margin: bigint | null, { status }: Decision): DecisionView['margins'] {
  if (margin === null || (status === 'ineligible' && margin > 0n)) return []
  const size = yuanText(margin < 0n ? -margin : margin)
  const text =
    margin > 0n ? `全户月收入再多 ${size} 元，就不再符合` : `全户月收入比界线多 ${size} 元，低于界线才符合`
  return [{ label: '离界线多远', amount: margin.toString(), text }]
}

/** (标准 860.00 − 人均 612.50) × 3 人, where the rules name these values. */
function formulaText({ status, values }: Decision): string | null {
  const { standard, per_capita_income: income, entitled_members: members } = values
  if (status !== 'eligible') return null
  if (typeof standard !== 'bigint' || typeof income !== 'bigint' || typeof members !== 'bigint') return null
  return `(标准 ${yuanText(standard)} − 人均 ${yuanText(income)}) × ${members} 人`
}

function viewReason(reason: Reason, names: Names, id: string): ReasonView {
  const parameters = parametersOf(reason)
  const article = articleOf(reason)
  const uncited = parameters.find((each) => !each.cited)
  return {
    id,
    label: reason.label,
    holds: reason.outcome === undefined ? (reason.value === null ? null : true) : asHolds(reason.outcome),
    value_text: valueText(reason),
    article: article?.view ?? null,
    parameters,
    to_verify:
      uncited !== undefined
        ? `${uncited.label}的依据待核实`
        : article?.toVerify === true
          ? `${article.view.document_title}的原文待核实`
          : null,
    lines: linesOf(reason, names),
  }
}

const asHolds = (outcome: boolean | 'unknown'): boolean | null => (outcome === 'unknown' ? null : outcome)

function articleOf(reason: Reason): { view: ArticleView; toVerify: boolean } | undefined {
  if (reason.document === undefined || reason.article === undefined) return undefined
  const document = getLawDocument(reason.document)
  const known = document.articles.find((each) => each.article === reason.article)
  return {
    view: {
      document: document.id,
      article: reason.article,
      document_title: document.title,
      text: known === undefined ? null : getLawArticle(document.id, known.article).text,
    },
    toVerify: known?.toVerify ?? isToVerify(document.mark),
  }
}

/** Parameters that a reason rests on, down to the second step: what lies deeper belongs to other reasons. */
function parametersOf(reason: Reason, depth = 2): ReasonView['parameters'] {
  const own = reason.operands.flatMap((operand) =>
    operand.parameter === undefined
      ? []
      : [
          {
            name: operand.parameter.name,
            label: operand.label,
            value_text: withUnit(operand),
            from: operand.parameter.from,
            document: operand.parameter.source.document,
            cited: operand.parameter.cited,
            mark: operand.parameter.source.mark,
          },
        ],
  )
  const inner =
    depth > 1
      ? reason.operands
          .filter((each) => each.member === undefined)
          .flatMap((each) => parametersOf(each, depth - 1))
      : []
  const all = [...own, ...inner]
  return all.filter((each, at) => all.findIndex((other) => other.name === each.name) === at)
}

const isMoney = (reason: Reason): boolean => reason.unit.startsWith('money')
const isNumber = (reason: Reason): boolean => isMoney(reason) || reason.unit === 'count'

/** 612.50 < 860.00; 247.50 × 3 = 742.50; 1（上限 1）; 3 人. */
function valueText(reason: Reason): string {
  const numbers = reason.operands.filter((operand) => isNumber(operand) && operand.member === undefined)
  const [left, right] = numbers
  if (reason.outcome === undefined && reason.value === null) return '未知'
  if (reason.outcome === undefined) {
    // Two sums are not multiplied: the second is the most that there is.
    if (left !== undefined && right !== undefined && numbers.length === 2 && isMoney(left) && isMoney(right))
      return `${plain(left)}（最多 ${plain(right)}）= ${plain(reason)}`
    return numbers.length < 2 ? plain(reason) : `${numbers.map(plain).join(' × ')} = ${plain(reason)}`
  }
  if (left !== undefined && right !== undefined) {
    if (right.kind === 'parameter') return `${plain(left)}（上限 ${plain(right)}）`
    return `${plain(left)} ${sign(left, right)} ${plain(right)}`
  }
  if (left !== undefined) return left.unit === 'count' ? `${plain(left)} 人` : plain(left)
  const flags = reason.operands.filter((operand) => operand.unit === 'flag')
  // Of several, one alone says nothing of the whole.
  if (flags.length > 1) return reason.outcome === 'unknown' ? '未知' : ''
  const [flag] = flags
  return flag === undefined || reason.outcome === 'unknown' ? '未知' : flag.kind === 'fact' ? flag.text : ''
}

/** The relation that really holds between two amounts, whatever the rule asked. */
function sign(left: Reason, right: Reason): string {
  if (left.value === null || right.value === null) return '与'
  const difference = left.value * right.denominator - right.value * left.denominator
  if (difference === 0n) return '='
  return difference < 0n ? '<' : '>'
}

function plain(reason: Reason): string {
  if (reason.value === null) return '未知'
  if (!isMoney(reason)) return reason.text
  if (reason.value % reason.denominator === 0n) return yuanText(reason.value / reason.denominator)
  // For reading only: the engine goes on with the whole fraction.
  return `约 ${yuanText((2n * reason.value + reason.denominator) / (2n * reason.denominator))}`
}

/** 1,837.50 元/月: as `plain`, with what it is per. */
function withUnit(reason: Reason): string {
  if (!isMoney(reason) || reason.value === null) return reason.text
  return `${plain(reason)} ${reason.text.slice(reason.text.indexOf('元'))}`
}

/** What a reason is made of: each member's money, then the values it was reckoned from. */
function linesOf(reason: Reason, names: Names): ReasonView['lines'] {
  return reason.operands
    .filter((operand) => isNumber(operand) && operand.member === undefined)
    .flatMap((operand) => [...moneyLeaves(operand, names), lineOf(operand)])
}

const lineOf = (reason: Reason): ReasonView['lines'][number] => ({
  label: reason.parameter === undefined ? reason.label : `${reason.label}，${reason.parameter.from} 起`,
  value_text: withUnit(reason),
  total: reason.kind === 'article',
})

function moneyLeaves(reason: Reason, names: Names): ReasonView['lines'] {
  const seen = new Set<string>()
  // Parts of the tree are shared between members: each is read once.
  const visited = new Set<Reason>()
  const lines: ReasonView['lines'] = []
  const visit = (each: Reason): void => {
    if (visited.has(each)) return
    visited.add(each)
    const key = `${each.member ?? ''} ${each.fact ?? ''}`
    if (each.kind === 'fact' && each.member !== undefined && isMoney(each) && !seen.has(key)) {
      seen.add(key)
      if (each.value !== 0n) {
        lines.push({
          label: `${names.get(each.member) ?? ''}${each.label}`,
          value_text: withUnit(each),
          total: false,
        })
      }
    }
    each.operands.forEach(visit)
  }
  reason.operands.forEach(visit)
  return lines
}

// The rules in plain Chinese, article by article, with the values of the day: for the civil servant.
import { formatValue } from './format.ts'
import { codesOf } from './graph/lower.ts'
import type { ParameterInForce } from './in-force.ts'
import type { Programme } from './programme.ts'
import type { Form } from './quantity/form.ts'
import { operandsOf } from './quantity/form.ts'
import type { Quantity } from './quantity/quantity.ts'
import type { Trace } from './trace.ts'
import { trace } from './trace.ts'

export interface DescribedArticle {
  readonly document: string
  readonly article: string
  readonly label: string
  /** `「家庭月人均收入」低于保障标准（860元/月）`: the article's own step; other articles appear as 「label」. */
  readonly text: string
  /** The parameters that the step reads. */
  readonly parameters: readonly ParameterInForce[]
}

export interface Description {
  readonly programme: string
  readonly title: string
  readonly version: string
  readonly document: string
  readonly division: string
  readonly from: string
  readonly to: string | undefined
  /** By document and article number, then in the order of the rules. */
  readonly articles: readonly DescribedArticle[]
  readonly outputs: readonly { readonly name: string; readonly label: string; readonly text: string }[]
}

/** The rules as in force on a day in a division. Throws what `trace` throws. */
export function describe(programme: Programme, date: string, division: string): Description {
  const traced = trace(programme, date, division)
  const { version, from, to, outputs } = traced
  return {
    programme: programme.id,
    title: programme.title,
    version: version.id,
    document: version.document,
    division,
    from,
    to,
    articles: listArticles(traced),
    outputs: outputs.map(({ name, label, quantity }) => ({ name, label, text: reading(quantity, traced) })),
  }
}

function listArticles(traced: Trace): DescribedArticle[] {
  const seen = new Set<Quantity>()
  const articles: DescribedArticle[] = []
  const visit = (quantity: Quantity): void => {
    if (seen.has(quantity)) return
    seen.add(quantity)
    const { form } = quantity
    operandsOf(form).forEach(visit)
    if (form.kind !== 'article') return
    const { article, document = traced.version.document } = form.citation
    const parameters = parametersOf(form.of, traced)
    articles.push({ document, article, label: form.label, text: reading(form.of, traced), parameters })
  }
  traced.outputs.forEach(({ quantity }) => visit(quantity))
  const own = traced.version.document
  return articles.sort(
    (a, b) =>
      Number(a.document !== own) - Number(b.document !== own) ||
      (a.document < b.document ? -1 : Number(a.document > b.document)) ||
      articleNumber(a.article) - articleNumber(b.article),
  )
}

/** `第十一条` → 11; what isn't numbered comes last. */
export function articleNumber(article: string): number {
  const digits = /第([〇零一二三四五六七八九十百\d]+)条/.exec(article)?.[1]
  if (digits === undefined) return Number.MAX_SAFE_INTEGER
  if (/^\d+$/.test(digits)) return Number(digits)
  let [total, current] = [0, 0]
  for (const character of digits) {
    const unit = character === '十' ? 10 : character === '百' ? 100 : 0
    if (unit > 0) {
      total += (current || 1) * unit
      current = 0
    } else current = '〇一二三四五六七八九'.indexOf(character === '零' ? '〇' : character)
  }
  return total + current
}

function parametersOf(quantity: Quantity, traced: Trace): ParameterInForce[] {
  const { form } = quantity
  if (form.kind === 'parameter') return traced.parameters.filter(({ name }) => name === form.name)
  if (form.kind === 'article') return []
  return [...new Set(operandsOf(form).flatMap((operand) => parametersOf(operand, traced)))]
}

/** A quantity in words; an article inside it by its label. */
function reading(quantity: Quantity, traced: Trace): string {
  const { form, unit } = quantity
  const read = (of: Quantity): string => reading(of, traced)
  const chained = (of: Quantity): boolean =>
    of.form.kind === form.kind && (form.kind === 'and' || form.kind === 'or')
  const term = (of: Quantity): string => (isCompound(of.form) && !chained(of) ? `（${read(of)}）` : read(of))
  switch (form.kind) {
    case 'article':
      return `「${form.label}」`
    case 'literal':
      return form.numerator === 0n && unit.startsWith('money')
        ? '0元'
        : formatValue(unit, form.numerator, form.denominator)
    case 'input':
      return form.input.label
    case 'parameter': {
      const { label, numerator, denominator } = traced.parameters.find(({ name }) => name === form.name)!
      return `${label}（${formatValue(unit, numerator, denominator)}）`
    }
    case 'decision-day':
      return '认定日期'
    case 'household-size':
      return '家庭成员人数'
    case 'larger':
      return `${term(form.left)}（不足${read(form.right)}的按${read(form.right)}）`
    case 'smaller':
      return `${term(form.left)}（超过${read(form.right)}的按${read(form.right)}）`
    case 'compare':
      return readComparison(form, term)
    case 'not':
      return readNegation(form.of, read)
    case 'one-of': {
      const labels = codesOf(form.of).filter(({ code }) => form.codes.includes(code))
      return `${term(form.of)}为${labels.map(({ label }) => label).join('或')}`
    }
    case 'round':
      return `${read(form.of)}，${ROUNDING[form.mode]}${form.step === 100 ? '元' : unit === 'count' ? '整数' : '分'}`
    case 'choice':
      return `${read(form.condition)}的，为${read(form.chosen)}；否则，${read(form.otherwise)}`
    case 'sum':
      return `全体家庭成员${term(form.of)}之和`
    case 'any':
      return `有家庭成员符合${term(form.of)}`
    case 'count-where':
      return `符合${term(form.of)}的家庭成员人数`
    case 'least':
      return `家庭成员中${unit === 'day' ? '最早' : '最低'}的${term(form.of)}`
    case 'greatest':
      return `家庭成员中${unit === 'day' ? '最晚' : '最高'}的${term(form.of)}`
    case 'span':
      return readSpan(form, term)
    default:
      return `${term(form.left)}${WORDS[form.kind]}${term(form.right)}`
  }
}

const WORDS = { plus: '加', minus: '减', times: '乘以', per: '除以', and: '，并且', or: '，或者' } as const
const ROUNDING = { 'half-up': '四舍五入到', down: '舍去尾数到', up: '尾数进到' } as const
const COMPOUND: ReadonlySet<Form['kind']> = new Set([
  'plus',
  'minus',
  'and',
  'or',
  'choice',
  'round',
  'compare',
])
const isCompound = ({ kind }: Form): boolean => COMPOUND.has(kind)

type FormOf<K extends Form['kind']> = Extract<Form, { kind: K }>

function readComparison({ test, left, right }: FormOf<'compare'>, term: (of: Quantity) => string): string {
  const days = left.unit === 'day'
  const below = days ? '早于' : '低于'
  const atMost = days ? '不晚于' : '不高于'
  // A constant on the left is read from the right: 60 ≤ 周岁 is 周岁不低于60.
  const constantFirst = left.entity === 'constant' && right.entity !== 'constant' && test !== 'equal'
  if (constantFirst) {
    const word = test === 'below' ? (days ? '晚于' : '高于') : days ? '不早于' : '不低于'
    return `${term(right)}${word}${term(left)}`
  }
  return `${term(left)}${test === 'equal' ? '等于' : test === 'below' ? below : atMost}${term(right)}`
}

function readNegation(of: Quantity, read: (of: Quantity) => string): string {
  if (of.form.kind === 'any' && of.form.of.form.kind === 'not')
    return `全体家庭成员都符合（${read(of.form.of.form.of)}）`
  return `不是（${read(of)}）`
}

function readSpan({ span, from, to }: FormOf<'span'>, term: (of: Quantity) => string): string {
  if (span === 'years' && to.form.kind === 'decision-day') return `按${term(from)}计算的周岁`
  return `${term(from)}至${term(to)}的整${{ years: '年', months: '月', days: '日' }[span]}数`
}

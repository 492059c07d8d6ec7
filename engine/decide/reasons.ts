// The reasons of a decision as a tree: articles with their values, down to facts and to parameters of the day.
// Steps without a label don't appear; what they are made of does.
import { LawError } from '../error.ts'
import { formatValue } from '../format.ts'
import { codesOf } from '../graph/lower.ts'
import type { ParameterInForce } from '../in-force.ts'
import type { RoundingMode } from '../quantity/form.ts'
import { operandsOf } from '../quantity/form.ts'
import type { Quantity } from '../quantity/quantity.ts'
import type { UnitName } from '../quantity/units.ts'
import type { Trace } from '../trace.ts'
import type { Evaluate } from './evaluate.ts'

export interface Reason {
  readonly kind: 'article' | 'fact' | 'parameter' | 'day' | 'household-size'
  readonly label: string
  readonly article?: string
  readonly document?: string
  /** The member that it is about. */
  readonly member?: string
  readonly unit: UnitName
  /** Fen, number, YYYYMMDD, 0/1 or a code's place; over `denominator`, which is 1 for all that is rounded.
   * Null is unknown. */
  readonly value: bigint | null
  readonly denominator: bigint
  /** The value in words: `742.50元/月`, `是`, `未知`. */
  readonly text: string
  /** Of conditions. */
  readonly outcome?: boolean | 'unknown'
  readonly rounding?: { readonly mode: RoundingMode; readonly to: 'fen' | 'yuan' }
  readonly fact?: string
  readonly parameter?: ParameterInForce
  readonly operands: readonly Reason[]
}

/** The reasons of a quantity for a household; for a person's quantity, of that member. */
export function explain(
  trace: Trace,
  root: Quantity,
  memberIds: readonly string[],
  evaluate: Evaluate,
  rootMember = 0,
): readonly Reason[] {
  const memo = new Map<Quantity, Map<number, readonly Reason[]>>()

  const reasonsOf = (quantity: Quantity, member: number): readonly Reason[] => {
    const place = quantity.entity === 'person' ? member : -1
    const existing = memo.get(quantity)?.get(place)
    if (existing) return existing
    const reasons = build(quantity, member)
    if (!memo.has(quantity)) memo.set(quantity, new Map())
    memo.get(quantity)!.set(place, reasons)
    return reasons
  }

  const inner = (quantities: readonly Quantity[], member: number): readonly Reason[] => [
    ...new Set(quantities.flatMap((quantity) => reasonsOf(quantity, member))),
  ]

  const build = (quantity: Quantity, member: number): readonly Reason[] => {
    const { form } = quantity
    const one = (rest: Pick<Reason, 'kind' | 'label' | 'operands'> & Partial<Reason>): readonly Reason[] => [
      { ...valueOf(trace, quantity, member, evaluate), ...memberOf(quantity, member), ...rest },
    ]
    switch (form.kind) {
      case 'article': {
        const { article, document = trace.version.document } = form.citation
        const rounding = roundingOf(form.of)
        const operands = inner([form.of], member)
        return one({ kind: 'article', label: form.label, article, document, ...rounding, operands })
      }
      case 'input':
        return one({ kind: 'fact', label: form.input.label, fact: form.input.name, operands: [] })
      case 'parameter': {
        const parameter = trace.parameters.find(({ name }) => name === form.name)!
        return one({ kind: 'parameter', label: parameter.label, parameter, operands: [] })
      }
      case 'decision-day':
        return one({ kind: 'day', label: '认定日期', operands: [] })
      case 'household-size':
        return one({ kind: 'household-size', label: '家庭成员人数', operands: [] })
      case 'sum':
      case 'any':
      case 'count-where':
        return [...new Set(memberIds.flatMap((_, index) => reasonsOf(form.of, index)))]
      case 'choice': {
        const condition = evaluate(trace.lowered.get(form.condition)!.n.id, member)
        const arms =
          condition === undefined
            ? [form.chosen, form.otherwise]
            : [condition === 1n ? form.chosen : form.otherwise]
        return inner([form.condition, ...arms], member)
      }
      default:
        return inner(operandsOf(form), member)
    }
  }

  const memberOf = (quantity: Quantity, member: number): { member?: string } =>
    quantity.entity === 'person' ? { member: memberIds[member]! } : {}

  return reasonsOf(root, rootMember)
}

function valueOf(trace: Trace, quantity: Quantity, member: number, evaluate: Evaluate) {
  const lowered = trace.lowered.get(quantity)
  if (!lowered) throw new LawError('rule_invalid', '这个量不在规则的结果之内。')
  const numerator = evaluate(lowered.n.id, member)
  const denominator = evaluate(lowered.d.id, member)
  const value = denominator === undefined ? undefined : numerator
  const { unit } = quantity
  const codes = unit === 'code' ? codesOf(quantity) : []
  const outcome =
    unit === 'flag' ? { outcome: value === undefined ? ('unknown' as const) : value === 1n } : {}
  return {
    unit,
    value: value ?? null,
    denominator: denominator ?? 1n,
    text: formatValue(unit, value, denominator, codes),
    ...outcome,
  }
}

function roundingOf({ form }: Quantity): Pick<Reason, 'rounding'> {
  if (form.kind !== 'round') return {}
  return { rounding: { mode: form.mode, to: form.step === 100 ? 'yuan' : 'fen' } }
}

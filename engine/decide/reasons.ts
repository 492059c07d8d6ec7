// The reasons of a decision as a tree: articles with their values, down to facts and to parameters of the day.
// Steps without a label don't appear; what they are made of does.
import { LawError } from '../error.ts'
import { formatValue } from '../format.ts'
import { codesOf } from '../graph/lower.ts'
import type { ParameterInForce } from '../in-force.ts'
import type { Form, RoundingMode } from '../quantity/form.ts'
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
  /** Its operands stand at its first place in the reasons. */
  readonly explainedAbove?: true
}

/** Gives the reasons of quantities for one household. An article that comes again, in this tree or a later one
 * of the same explainer, is given with its value but not taken apart again (`explainedAbove`). */
export type Explain = (root: Quantity, member?: number) => readonly Reason[]

export function explainer(trace: Trace, memberIds: readonly string[], evaluate: Evaluate): Explain {
  const ids = new Map<Quantity, number>()
  const explained = new Set<string>()
  const keyOf = (quantity: Quantity, member: number): string => {
    const id = ids.get(quantity) ?? ids.size
    ids.set(quantity, id)
    return `${id}/${quantity.entity === 'person' ? member : ''}`
  }

  const one = (quantity: Quantity, member: number, rest: Labelled): Reason => ({
    ...valueOf(trace, quantity, member, evaluate),
    ...(quantity.entity === 'person' ? { member: memberIds[member]! } : {}),
    operands: [],
    ...rest,
  })

  /** The reasons that a quantity is made of, each once. */
  const collect = (quantity: Quantity, member: number, into: Map<string, Reason>): void => {
    const labelled = labelledPart(quantity, trace)
    if (!labelled) {
      for (const [operand, whose] of partsOf(quantity, member)) collect(operand, whose, into)
      return
    }
    const key = keyOf(quantity, member)
    if (into.has(key)) return
    const { form } = quantity
    if (form.kind !== 'article') into.set(key, one(quantity, member, labelled))
    else if (explained.has(key)) into.set(key, one(quantity, member, { ...labelled, explainedAbove: true }))
    else {
      explained.add(key)
      const operands = new Map<string, Reason>()
      collect(form.of, member, operands)
      into.set(key, one(quantity, member, { ...labelled, operands: [...operands.values()] }))
    }
  }

  /** What a step without a label is made of: of a choice only what decided it, of an aggregate each member. */
  const partsOf = ({ form }: Quantity, member: number): readonly (readonly [Quantity, number])[] => {
    if (OVER_MEMBERS.has(form.kind) && 'of' in form) {
      return memberIds.map((_, index) => [form.of, index] as const)
    }
    if (form.kind !== 'choice') return operandsOf(form).map((operand) => [operand, member] as const)
    const condition = evaluate(trace.lowered.get(form.condition)!.n.id, member)
    const arms =
      condition === undefined
        ? [form.chosen, form.otherwise]
        : [condition === 1n ? form.chosen : form.otherwise]
    return [form.condition, ...arms].map((part) => [part, member] as const)
  }

  return (root, member = 0) => {
    const reasons = new Map<string, Reason>()
    collect(root, member, reasons)
    return [...reasons.values()]
  }
}

const OVER_MEMBERS: ReadonlySet<Form['kind']> = new Set(['sum', 'any', 'count-where', 'least', 'greatest'])

type Labelled = Pick<Reason, 'kind' | 'label'> & Partial<Reason>

/** What a step says of itself; undefined if it has no label. */
function labelledPart({ form }: Quantity, trace: Trace): Labelled | undefined {
  switch (form.kind) {
    case 'article': {
      const { article, document = trace.version.document } = form.citation
      return { kind: 'article', label: form.label, article, document, ...roundingOf(form.of) }
    }
    case 'input':
      return { kind: 'fact', label: form.input.label, fact: form.input.name }
    case 'parameter': {
      const parameter = trace.parameters.find(({ name }) => name === form.name)!
      return { kind: 'parameter', label: parameter.label, parameter }
    }
    case 'decision-day':
      return { kind: 'day', label: '认定日期' }
    case 'household-size':
      return { kind: 'household-size', label: '家庭成员人数' }
    default:
      return undefined
  }
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

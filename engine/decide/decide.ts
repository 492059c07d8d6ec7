// Decides one household on one day. Being ineligible is a result, and so is lacking a fact; only facts or law
// that are wrong in themselves throw.
import type { ParameterInForce } from '../in-force.ts'
import type { Programme } from '../programme.ts'
import type { Trace, TracedOutput } from '../trace.ts'
import { trace } from '../trace.ts'
import type { Evaluate } from './evaluate.ts'
import { evaluator } from './evaluate.ts'
import type { HouseholdFacts } from './facts.ts'
import { formatFact, parseFacts } from './facts.ts'
import type { MissingFact } from './missing.ts'
import { listMissing } from './missing.ts'
import type { Explain, Reason } from './reasons.ts'
import { explainer } from './reasons.ts'
import { codesOf } from '../graph/lower.ts'

export interface DecisionInput extends HouseholdFacts {
  readonly date: string
  readonly division: string
}

interface Decided {
  readonly programme: string
  readonly version: string
  readonly date: string
  readonly division: string
  /** Further results of the rules by name; null is unknown. */
  readonly values: Readonly<Record<string, bigint | boolean | string | null>>
  /** Distances to a border, in fen; null is unknown. */
  readonly margins: Readonly<Record<string, bigint | null>>
  readonly parameters: readonly ParameterInForce[]
  /** The tree of eligibility first, then one of each amount (if eligible). */
  readonly reasons: readonly Reason[]
}
export interface Eligible extends Decided {
  readonly status: 'eligible'
  /** Fen (per month where the unit says so) by name; of a person's amount, the sum over members. */
  readonly amounts: Readonly<Record<string, bigint>>
  /** Amounts that belong to persons: name → member's id → fen. */
  readonly memberAmounts: Readonly<Record<string, Readonly<Record<string, bigint>>>>
}
export interface Ineligible extends Decided {
  readonly status: 'ineligible'
}
export interface Incomplete extends Decided {
  readonly status: 'incomplete'
  /** Facts to ask for next. */
  readonly missing: readonly MissingFact[]
}
export type Decision = Eligible | Ineligible | Incomplete

/** Decides a household under the programme as in force on `date` in `division`. Throws `fact_refused`,
 * `version_not_in_force`, `parameter_not_in_force` and what `trace` throws. */
export function decide(programme: Programme, facts: DecisionInput): Decision {
  return decideTraced(trace(programme, facts.date, facts.division), facts)
}

/** As `decide`, under rules that are traced already. */
export function decideTraced(traced: Trace, facts: DecisionInput): Decision {
  const evaluate = evaluator(traced.graph, parseFacts(traced.programme, facts.date, facts))
  const memberIds = facts.members.map(({ id }) => id)
  const eligibleOutput = traced.outputs[0]!
  const amountOutputs = traced.outputs.filter(({ group }) => group === 'amounts')
  const eligible = evaluate(eligibleOutput.node.id, 0)
  const explain = explainer(traced, memberIds, evaluate)
  const explained = (outputs: readonly TracedOutput[]): Reason[] =>
    outputs.flatMap((output) => reasonsOf(output, memberIds, explain))
  const decided = {
    programme: traced.programme.id,
    version: traced.version.id,
    date: facts.date,
    division: facts.division,
    values: valuesOf(traced, evaluate),
    margins: marginsOf(traced, evaluate),
    parameters: traced.parameters,
  }
  if (eligible === 0n) return { status: 'ineligible', ...decided, reasons: explained([eligibleOutput]) }
  const reasons = explained([eligibleOutput, ...amountOutputs])
  const amounts = amountsOf(amountOutputs, memberIds, evaluate)
  if (eligible === undefined || amounts === undefined) {
    const roots = [eligibleOutput, ...amountOutputs].map(({ node }) => node.id)
    const missing = listMissing(traced.graph, roots, memberIds, evaluate)
    return { status: 'incomplete', ...decided, missing, reasons }
  }
  return { status: 'eligible', ...decided, ...amounts, reasons }
}

function amountsOf(
  outputs: readonly TracedOutput[],
  memberIds: readonly string[],
  evaluate: Evaluate,
): Pick<Eligible, 'amounts' | 'memberAmounts'> | undefined {
  const amounts: Record<string, bigint> = {}
  const memberAmounts: Record<string, Record<string, bigint>> = {}
  for (const { key, node, quantity } of outputs) {
    const personal = quantity.entity === 'person'
    const values = (personal ? memberIds : ['']).map((id, index) => [id, evaluate(node.id, index)] as const)
    const known = values.filter((entry): entry is readonly [string, bigint] => entry[1] !== undefined)
    if (known.length < values.length) return undefined
    amounts[key] = known.reduce((total, [, value]) => total + value, 0n)
    if (personal) memberAmounts[key] = Object.fromEntries(known)
  }
  return { amounts, memberAmounts }
}

function valuesOf({ outputs }: Trace, evaluate: Evaluate): Decided['values'] {
  const shown = outputs.filter(({ group, quantity }) => group === 'values' && quantity.entity !== 'person')
  return Object.fromEntries(
    shown.map(({ key, node, quantity }) => {
      const value = evaluate(node.id, 0)
      if (quantity.unit !== 'flag' && quantity.unit !== 'code' && quantity.unit !== 'day')
        return [key, value ?? null]
      const codes = quantity.unit === 'code' ? { codes: codesOf(quantity) } : {}
      return [key, formatFact({ unit: quantity.unit, ...codes }, value)]
    }),
  )
}

function marginsOf({ outputs }: Trace, evaluate: Evaluate): Decided['margins'] {
  const margins = outputs.filter(({ group }) => group === 'margins')
  return Object.fromEntries(margins.map(({ key, node }) => [key, evaluate(node.id, 0) ?? null]))
}

function reasonsOf(
  { quantity }: TracedOutput,
  memberIds: readonly string[],
  explain: Explain,
): readonly Reason[] {
  if (quantity.entity !== 'person') return explain(quantity)
  return memberIds.flatMap((_, index) => explain(quantity, index))
}

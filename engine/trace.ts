// Runs a programme's rules once, on symbols, and keeps the result: forms for people, a graph for machines.
// One trace holds for all places whose values come from the same division, and for all days on which nothing of the
// programme changes.
import { LawError } from './error.ts'
import { GraphBuilder } from './graph/builder.ts'
import type { Graph, Node, Output } from './graph/graph.ts'
import type { Lowered, LowerContext } from './graph/lower.ts'
import { lower } from './graph/lower.ts'
import type { ParameterInForce } from './in-force.ts'
import { getParameter, getVersion, nearestDivision, stableInterval } from './in-force.ts'
import type { Programme, ProgrammeVersion, RuleResult } from './programme.ts'
import { operandsOf } from './quantity/form.ts'
import type { AnyQuantity } from './quantity/quantity.ts'
import { Quantity, untyped } from './quantity/quantity.ts'

/** A result of the rules. `name` is its place: `eligible`, `amounts.benefit`, `values.…`, `margins.…`. */
export interface TracedOutput {
  readonly name: string
  readonly group: 'eligible' | 'amounts' | 'values' | 'margins'
  readonly key: string
  readonly label: string
  readonly quantity: Quantity
  readonly node: Node
}

export interface Trace {
  readonly programme: Programme
  readonly version: ProgrammeVersion
  /** The nearest division upward that has values or rules of its own: a community shares its city's trace. */
  readonly division: string
  /** Holds for days in `[from, to)`; `to` undefined: no change is known. */
  readonly from: string
  readonly to: string | undefined
  readonly outputs: readonly TracedOutput[]
  readonly graph: Graph
  /** The parameters that the rules read, as in force. */
  readonly parameters: readonly ParameterInForce[]
  readonly lowered: ReadonlyMap<Quantity, Lowered>
}

const cache = new WeakMap<Programme, Trace[]>()

/** The programme's rules as they stand on a day in a division. Traces are kept and shared.
 * Throws `version_not_in_force`, `parameter_not_in_force`, `parameter_unknown`, `input_undeclared`,
 * `rounding_unnamed`, `interval_exceeded` or `rule_invalid`. */
export function trace(programme: Programme, date: string, division: string): Trace {
  const traces = cache.get(programme) ?? []
  cache.set(programme, traces)
  const nearest = nearestDivision(programme, division)
  const existing = traces.find(
    (one) => one.division === nearest && one.from <= date && (one.to === undefined || date < one.to),
  )
  if (existing) return existing
  const version = getVersion(programme, date, division)
  const created = traceVersion(programme, version, date, nearest, (name) =>
    getParameter(programme, name, date, division),
  )
  traces.push(created)
  return created
}

/** As `trace`, with the version given and parameters from elsewhere (a receipt). Not kept. */
export function traceVersion(
  programme: Programme,
  version: ProgrammeVersion,
  date: string,
  division: string,
  parameterOf: (name: string) => ParameterInForce,
): Trace {
  const results = resultsOf(version.rules())
  const parameters = new Map<string, ParameterInForce>()
  const context: LowerContext = {
    builder: new GraphBuilder(programme.maxMembers),
    lowered: new Map(),
    parameter: (name) => {
      const value = parameters.get(name) ?? parameterOf(name)
      parameters.set(name, value)
      return value
    },
  }
  for (const { quantity } of results) checkForms(quantity, programme)
  const outputs = results.map((result) => ({ ...result, node: outputNode(result, context) }))
  const graph: Graph = {
    nodes: context.builder.nodes,
    outputs: outputs.map(({ name, node }): Output => ({ name, node: node.id })),
    maxMembers: programme.maxMembers,
    guards: context.builder.guards,
  }
  return {
    programme,
    version,
    division,
    ...stableInterval(programme, date),
    outputs,
    graph,
    parameters: [...parameters.values()],
    lowered: context.lowered,
  }
}

type Result = Omit<TracedOutput, 'node'>

function resultsOf(result: RuleResult): Result[] {
  const group = (
    name: 'amounts' | 'values' | 'margins',
    record: Readonly<Record<string, AnyQuantity>> = {},
  ) => Object.entries(record).map(([key, quantity]): Result => one(`${name}.${key}`, name, key, quantity))
  return [
    one('eligible', 'eligible', 'eligible', result.eligible),
    ...group('amounts', result.amounts),
    ...group('values', result.values),
    ...group('margins', result.margins),
  ]
}

function one(name: string, group: TracedOutput['group'], key: string, quantity: AnyQuantity): Result {
  const of = untyped(quantity)
  if (!(of instanceof Quantity)) throw new LawError('rule_invalid', `规则的结果 ${name} 不是量。`)
  return { name, group, key, label: of.form.kind === 'article' ? of.form.label : key, quantity: of }
}

function outputNode({ name, quantity }: Result, context: LowerContext): Node {
  const { n, d } = lower(quantity, context)
  if (d.op !== 'constant' || d.value !== 1) {
    throw new LawError('rounding_unnamed', `结果 ${name} 还是分数，须先由有条款的取整步骤取整。`)
  }
  if (name === 'eligible' && quantity.entity === 'person') {
    throw new LawError('rule_invalid', 'eligible 须是家庭的条件。')
  }
  return n
}

/** Every rounding has an article, every input is the programme's, every parameter has the table's unit. */
function checkForms(root: Quantity, programme: Programme): void {
  const seen = new Set<Quantity>()
  const visit = (quantity: Quantity, insideArticle: boolean): void => {
    const { form } = quantity
    if (form.kind === 'round' && !insideArticle) {
      throw new LawError('rounding_unnamed', '取整须是有名称、有条款的一步：把它直接写在 article(…) 里。')
    }
    if (seen.has(quantity)) return
    seen.add(quantity)
    if (form.kind === 'input' && !programme.inputs.includes(form.input)) {
      throw new LawError('input_undeclared', `事项「${form.input.label}」没有列入 inputs。`)
    }
    if (form.kind === 'parameter') checkParameter(form.name, quantity, programme)
    for (const operand of operandsOf(form)) visit(operand, form.kind === 'article')
  }
  visit(root, false)
}

function checkParameter(name: string, { unit }: Quantity, programme: Programme): void {
  const parameter = programme.parameters.find((candidate) => candidate.name === name)
  if (!parameter) throw new LawError('parameter_unknown', `${programme.title}没有参数 ${name}。`)
  if (parameter.unit !== unit) {
    throw new LawError(
      'rule_invalid',
      `参数「${parameter.label}」的单位是 ${parameter.unit}，规则里写作 ${unit}。`,
    )
  }
}

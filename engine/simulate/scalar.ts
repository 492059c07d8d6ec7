// `decide`'s own evaluator over every household of a population: what the kernels are compared with.
import { evaluator } from '../decide/evaluate.ts'
import type { Graph } from '../graph/graph.ts'
import { isNarrow } from '../graph/graph.ts'
import type { Population } from './population.ts'
import type { Simulated } from './simulate.ts'

export function runScalar(graph: Graph, columns: Population, date: number): Simulated {
  const results = graph.outputs.map(({ name, node }) => {
    const personal = graph.nodes[node]!.entity === 'person'
    const rows = personal ? columns.people : columns.households
    const values = isNarrow(graph.nodes[node]!) ? new Int32Array(rows) : new Float64Array(rows)
    return { name, node, personal, values, known: new Uint8Array(values.length).fill(1) }
  })
  const offsets = columns.offsets.values
  for (let h = 0; h < columns.households; h++) {
    const [from, to] = [offsets[h]!, offsets[h + 1]!]
    const members = Array.from({ length: to - from }, (_, i) => cellsOfRow(columns, 'person', from + i))
    const household = cellsOfRow(columns, 'household', h)
    const evaluate = evaluator(graph, { date: BigInt(date), household, members })
    for (const { node, personal, values, known } of results) {
      for (let member = 0; member < (personal ? members.length : 1); member++) {
        const value = evaluate(node, member)
        values[personal ? from + member : h] = Number(value ?? 0n)
        known[personal ? from + member : h] = value === undefined ? 0 : 1
      }
    }
  }
  const withKnown = columns.known.size > 0
  return Object.fromEntries(
    results.map(({ name, values, known }) => [name, withKnown ? { values, known } : { values }]),
  )
}

function cellsOfRow(
  columns: Population,
  entity: 'household' | 'person',
  row: number,
): ReadonlyMap<string, bigint | undefined> {
  const cells = new Map<string, bigint | undefined>()
  for (const [key, { values }] of columns.columns) {
    if (!key.startsWith(`${entity}.`)) continue
    const known = columns.known.get(key)?.values[row] !== 0
    cells.set(key.slice(entity.length + 1), known ? BigInt(values[row]!) : undefined)
  }
  return cells
}

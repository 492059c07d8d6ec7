// Households as columns: for small populations and tests. A city's columns come straight from its snapshot.
import type { HouseholdFacts } from '../decide/facts.ts'
import { parseFacts } from '../decide/facts.ts'
import type { Programme } from '../programme.ts'
import type { Column, Columns } from './columns.ts'

/** The columns of these households, in their order. Throws `fact_refused`. */
export function columnsOf(programme: Programme, households: readonly HouseholdFacts[]): Columns {
  const parsed = households.map((facts) => parseFacts(programme, '2000-01-01', facts))
  const offsets = new Int32Array(households.length + 1)
  parsed.forEach(({ members }, h) => {
    offsets[h + 1] = offsets[h]! + members.length
  })
  const rows = {
    household: parsed.map(({ household }) => household),
    person: parsed.flatMap(({ members }) => members),
  }
  const columns = (entity: 'household' | 'person'): Record<string, Column> =>
    Object.fromEntries(
      programme.inputs
        .filter((declaration) => declaration.entity === entity)
        .map(({ name }) => {
          const cells = rows[entity].map((row) => row.get(name))
          const values = Float64Array.from(cells, (cell) => Number(cell ?? 0n))
          const known = Uint8Array.from(cells, (cell) => (cell === undefined ? 0 : 1))
          return [name, known.includes(0) ? { values, known } : { values }]
        }),
    )
  return { offsets, household: columns('household'), person: columns('person') }
}

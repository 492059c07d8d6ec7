/**
 * Brings a snapshot up to date: only households of which something changed are read again and put in the place of what
 * was there; all others are copied, whole stretches at a time.
 */
import type { Column, Columns } from '../../../../engine/index.ts'
import type { LeftOut, Rows } from './build.ts'
import type { LoadedSnapshot } from './file.ts'
import { idBytes, IdIndex } from './keys.ts'

type Base = Pick<
  LoadedSnapshot,
  | 'households'
  | 'people'
  | 'household_ids'
  | 'divisions'
  | 'division'
  | 'restricted'
  | 'emptied'
  | 'determined'
> & {
  columns: Columns
  left_out: LeftOut
}

/** Where the new snapshot's households come from: rows of the old one, or of the patch where the number is below 0. */
type Order = { source: Int32Array; division: Int32Array; divisions: string[] }

/** The old snapshot with these households as the patch has them: changed, new, moved, or gone. */
export function applyPatch(base: Base, patch: Rows, changed: readonly string[]): Rows {
  const order = mergeOrder(base, patch, changed)
  const households = order.source.length
  const offsets = new Int32Array(households + 1)
  const sizeOf = (source: number): number => {
    const { columns } = source >= 0 ? base : patch
    const row = source >= 0 ? source : -1 - source
    return columns.offsets[row + 1]! - columns.offsets[row]!
  }
  for (let row = 0; row < households; row++) offsets[row + 1] = offsets[row]! + sizeOf(order.source[row]!)
  const merging = { base, patch, order, offsets }
  const isChanged = new Set(changed)
  const merged = (of: keyof LeftOut): string[] => [
    ...base.left_out[of].filter((id) => !isChanged.has(id)),
    ...patch.left_out[of],
  ]
  const determined = Object.fromEntries(
    Object.keys(patch.determined).map((programme) => [
      programme,
      mergeCells(merging, 'household', base.determined[programme]!, patch.determined[programme]!, 1),
    ]),
  )
  return {
    ...patch,
    households,
    people: offsets[households]!,
    household_ids: mergeCells(merging, 'household', base.household_ids, patch.household_ids, 16),
    divisions: order.divisions,
    division: order.division,
    restricted: mergeCells(merging, 'household', base.restricted, patch.restricted, 1),
    emptied: mergeCells(merging, 'household', base.emptied, patch.emptied, 1),
    columns: {
      offsets,
      household: mergeColumns(merging, 'household'),
      person: mergeColumns(merging, 'person'),
    },
    determined,
    left_out: {
      too_large: merged('too_large'),
      with_refused_facts: merged('with_refused_facts'),
    },
  }
}

/** Both in the order of divisions; within one, first what stayed, then what the patch brings. */
function mergeOrder(base: Base, patch: Rows, changed: readonly string[]): Order {
  const isChanged = new IdIndex(changed.length)
  for (const id of changed) isChanged.addBytes(idBytes(id), 0)
  const divisions = [...new Set([...base.divisions, ...patch.divisions])].sort()
  const rank = new Map(divisions.map((code, i) => [code, i]))
  const source = new Int32Array(base.households + patch.households)
  const division = new Int32Array(source.length)
  let [length, fromPatch, fromBase] = [0, 0, 0]
  const rankOf = (of: Base | Rows, row: number): number =>
    row < of.households ? rank.get(of.divisions[of.division[row]!]!)! : Infinity
  while (fromBase < base.households || fromPatch < patch.households) {
    const [old, fresh] = [rankOf(base, fromBase), rankOf(patch, fromPatch)]
    if (old <= fresh) {
      const gone = isChanged.findBytes(base.household_ids, fromBase * 16) >= 0
      if (!gone) {
        source[length] = fromBase
        division[length++] = old
      }
      fromBase++
    } else {
      source[length] = -1 - fromPatch++
      division[length++] = fresh
    }
  }
  return { source: source.slice(0, length), division: division.slice(0, length), divisions }
}

type Merging = { base: Base; patch: Rows; order: Order; offsets: Int32Array }

function mergeColumns(merging: Merging, entity: 'household' | 'person'): Columns['person'] {
  const { base, patch } = merging
  return Object.fromEntries(
    Object.entries(patch.columns[entity]).map(([name, fresh]) => {
      const old = base.columns[entity][name]!
      const values = mergeCells(merging, entity, old.values, fresh.values, 1)
      if (!old.known && !fresh.known) return [name, { values }]
      const known = mergeCells(merging, entity, flagsOf(old), flagsOf(fresh), 1)
      return [name, known.includes(0) ? { values, known } : { values }]
    }),
  )
}

const flagsOf = ({ values, known }: Column): Uint8Array => known ?? new Uint8Array(values.length).fill(1)

function mergeCells<Cells extends Uint8Array | Int32Array | Float64Array>(
  { base, patch, order: { source }, offsets }: Merging,
  entity: 'household' | 'person',
  old: Cells,
  fresh: Cells,
  width: number,
): Cells {
  const rows = entity === 'person' ? offsets.at(-1)! : source.length
  const merged = new (old.constructor as new (length: number) => Cells)(rows * width)
  const placeOf = (of: Columns, row: number): number => (entity === 'person' ? of.offsets[row]! : row) * width
  let at = 0
  for (let row = 0; row < source.length;) {
    const first = source[row]!
    let next = row + 1
    // A stretch of rows that lie one after the other in the old snapshot.
    if (first >= 0) while (next < source.length && source[next] === first + next - row) next++
    const [columns, cells, from] =
      first >= 0 ? [base.columns, old, first] : [patch.columns, fresh, -1 - first]
    const [start, end] = [placeOf(columns, from), placeOf(columns, from + next - row)]
    merged.set(cells.subarray(start, end), at)
    at += end - start
    row = next
  }
  return merged
}

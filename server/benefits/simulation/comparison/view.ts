/** A comparison as the contract has it: fen in text, programmes by their ids, divisions by their names. */
import { peopleIn } from '../snapshot/file.ts'
import type { Comparison } from './comparisons.ts'
import type { Amounts } from './amounts.ts'
import type { Counts, Figures, Scope } from './figures.ts'

type Viewed = {
  comparison: Comparison
  scope: Scope & { codes: readonly string[] }
  figures: Figures
  area: string
  names: ReadonlyMap<string, string>
}

export function viewFigures({ comparison, scope, figures, area, names }: Viewed) {
  const { snapshot, before, after, schemes } = comparison
  const { moment, taken_at, households, left_out } = snapshot
  const nameOf = (code: string): string => names.get(code) ?? code
  const { total, by_group, unknown, bins, moves, deepest_loss, largest_gain } = figures
  const monthly = total.after - total.before
  const months = 13 - Number(schemes.after.date.slice(5, 7))
  return {
    comparison_id: comparison.comparison_id,
    code: comparison.comparison_id.slice(0, 8),
    snapshot: {
      ...moment,
      taken_at,
      households,
      people: peopleIn(snapshot),
      too_large: left_out.too_large.length,
      with_refused_facts: left_out.with_refused_facts.length,
    },
    division_code: area,
    division_name: nameOf(area),
    total: viewCounts(total),
    unknown,
    determined: String(determinedIn(comparison, scope)),
    year: {
      months,
      difference: String(monthly * months),
      full_year_difference: String(monthly * 12),
    },
    programmes: viewProgrammes(comparison, scope),
    divisions: scope.codes.map((division_code, i) => ({
      division_code,
      name: nameOf(division_code),
      ...viewCounts(by_group[i]!),
    })),
    bins: bins.map(({ from, to, households: count }) => ({
      from: from === null ? null : String(from),
      to: to === null ? null : String(to),
      households: count,
    })),
    moves: moves.map(({ from, to, households: count, difference }) => ({
      programmes_before: programmesOf(before, from),
      programmes_after: programmesOf(after, to),
      households: count,
      difference: String(difference),
    })),
    deepest_loss: deepest_loss === undefined ? null : viewHousehold(comparison, deepest_loss),
    largest_gain: largest_gain === undefined ? null : viewHousehold(comparison, largest_gain),
  }
}

function viewCounts({ before, after, gained, lost, ...counts }: Counts) {
  return {
    ...counts,
    before: String(before),
    after: String(after),
    difference: String(after - before),
    gained: String(gained),
    lost: String(lost),
  }
}

/** The ids behind the bits. */
const programmesOf = ({ programmes }: Amounts, bits: number): string[] =>
  programmes.flatMap(({ programme_id }, bit) => ((bits & (1 << bit)) === 0 ? [] : [programme_id]))

/** What a household gets, by its row. */
export function viewHousehold({ snapshot, before, after, pair }: Comparison, row: number) {
  const [had, has] = [pair.before.total[row]!, pair.after.total[row]!]
  return {
    members: membersOf(snapshot, row),
    before: String(had),
    after: String(has),
    difference: String(has - had),
    programmes_before: programmesOf(before, pair.before.fits[row]!),
    programmes_after: programmesOf(after, pair.after.fits[row]!),
  }
}

/** Those who are counted apart live there, too. */
function membersOf({ population, apart, emptied }: Comparison['snapshot'], row: number): number {
  const sizeIn = (offsets: Int32Array, at: number): number => (at < 0 ? 0 : offsets[at + 1]! - offsets[at]!)
  const place = apart?.rows.indexOf(row) ?? -1
  const named = apart ? sizeIn(apart.population.offsets.values, place) : 0
  return emptied[row] === 1 ? named : sizeIn(population.offsets.values, row) + named
}

function determinedIn({ snapshot }: Comparison, { from, to }: Scope): number {
  let sum = 0
  for (const amounts of Object.values(snapshot.determined))
    for (let row = from; row < to; row++) sum += amounts[row]!
  return sum
}

function viewProgrammes({ before, after, pair }: Comparison, scope: Scope) {
  const rows = before.programmes.map((programme, place) => ({
    programme_id: programme.programme_id,
    title: programme.title,
    for_named: programme.for_named,
    in_force_before: programme.in_force,
    in_force_after: after.programmes[place]!.in_force,
    households_before: 0,
    households_after: 0,
    before: 0,
    after: 0,
  }))
  for (let row = scope.from; row < scope.to; row++) {
    const [had, has] = [pair.before.fits[row]!, pair.after.fits[row]!]
    if ((had | has) === 0 || (scope.isCounted && !scope.isCounted(row))) continue
    rows.forEach((of, place) => {
      const [fitted, fits] = [(had >> place) & 1, (has >> place) & 1]
      of.households_before += fitted
      of.households_after += fits
      of.before += fitted * before.programmes[place]!.amount[row]!
      of.after += fits * after.programmes[place]!.amount[row]!
    })
  }
  return rows.map((row) => ({ ...row, before: String(row.before), after: String(row.after) }))
}

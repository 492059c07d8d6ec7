/** A comparison as the contract has it: fen in text, programmes by their ids, divisions by their names. */
import type { Comparison } from './comparisons.ts'
import type { Amounts } from './evaluate.ts'
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
  const { moment, taken_at, households, people, left_out } = snapshot
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
      people,
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
    programmes: viewProgrammes(before, after, scope),
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
export function viewHousehold({ snapshot, before, after }: Comparison, row: number) {
  const offsets = snapshot.population.offsets.values
  const [had, has] = [before.total[row]!, after.total[row]!]
  return {
    members: offsets[row + 1]! - offsets[row]!,
    before: String(had),
    after: String(has),
    difference: String(has - had),
    programmes_before: programmesOf(before, before.programmes_of[row]!),
    programmes_after: programmesOf(after, after.programmes_of[row]!),
  }
}

function* counted({ before, after }: Comparison, scope: Scope): Generator<number> {
  for (let row = scope.from; row < scope.to; row++) {
    const isKnown = before.known[row] === 1 && after.known[row] === 1
    if (isKnown && (!scope.isCounted || scope.isCounted(row))) yield row
  }
}

function determinedIn({ snapshot }: Comparison, { from, to }: Scope): number {
  let sum = 0
  for (const amounts of Object.values(snapshot.determined))
    for (let row = from; row < to; row++) sum += amounts[row]!
  return sum
}

function viewProgrammes(before: Amounts, after: Amounts, scope: Scope) {
  const comparison = { before, after } as Comparison
  const rows = before.programmes.map((programme, bit) => ({
    programme_id: programme.programme_id,
    title: programme.title,
    in_force_before: programme.in_force,
    in_force_after: after.programmes[bit]!.in_force,
    households_before: 0,
    households_after: 0,
    before: 0,
    after: 0,
  }))
  for (const row of counted(comparison, scope)) {
    const either = before.programmes_of[row]! | after.programmes_of[row]!
    if (either === 0) continue
    rows.forEach((of, bit) => {
      if ((either & (1 << bit)) === 0) return
      of.households_before += (before.programmes_of[row]! >> bit) & 1
      of.households_after += (after.programmes_of[row]! >> bit) & 1
      of.before += before.programmes[bit]!.amount[row]!
      of.after += after.programmes[bit]!.amount[row]!
    })
  }
  return rows.map((row) => ({ ...row, before: String(row.before), after: String(row.after) }))
}

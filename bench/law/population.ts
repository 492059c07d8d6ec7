/** People for the bench, made near the poverty line so that neither side of a rule is rare. */
import type { Column, Columns, Programme } from '../../engine/index.ts'

export type Random = () => number

/** Mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const flag =
  (chance: number) =>
  (random: Random): number =>
    Number(random() < chance)
const money =
  (chance: number, most: number) =>
  (random: Random): number =>
    random() < chance ? Math.floor(random() * most) : 0

/** How each fact is drawn; one that is not here has its least value. */
const draws: Record<string, (random: Random) => number> = {
  register_kind: flag(0.2),
  financial_assets: (random) => Math.floor(random() ** 4 * 30_000_000),
  vehicle_count: flag(0.1),
  home_count: (random) => (random() < 0.1 ? 2 : 1),
  homes_below_average_area: flag(0.3),
  other_premises: flag(0.03),
  paid_study_abroad: flag(0.01),
  single_parent_schooling: flag(0.08),
  family_planning_support: flag(0.02),
  childless: flag(0.1),
  hardship_agreed: flag(0.03),
  birth_date: (random) =>
    (1925 + Math.floor(random() * 92)) * 10_000 +
    (1 + Math.floor(random() * 12)) * 100 +
    1 +
    Math.floor(random() * 28),
  wage_income: money(0.5, 400_000),
  business_income: money(0.1, 200_000),
  property_income: money(0.1, 50_000),
  transfer_income: money(0.4, 150_000),
  employed: flag(0.4),
  able_to_work: flag(0.6),
  lives_independently: flag(0.7),
  is_studying: flag(0.2),
  absent_as_clergy: flag(0.001),
  in_prison: flag(0.003),
  work_refusals: (random) => (random() < 0.95 ? 0 : Math.floor(random() * 5)),
  disability_kind: (random) => (random() < 0.9 ? 0 : 1 + Math.floor(random() * 7)),
  disability_grade: (random) => (random() < 0.9 ? 0 : 1 + Math.floor(random() * 4)),
  seriously_ill: flag(0.06),
  supporter_count: (random) => Math.floor(random() * 4),
  supporters_unable: (random) => Math.floor(random() * 3),
  in_institution: flag(0.05),
  can_eat: flag(0.9),
  can_dress: flag(0.9),
  can_use_toilet: flag(0.9),
  can_move: flag(0.85),
  can_wash: flag(0.85),
  can_leave_bed: flag(0.9),
  relation: (random) => Math.floor(random() * 8),
}

/** One to six members, 2.6 on average. */
function sizeOf(chance: number): number {
  return chance < 0.18 ? 1 : chance < 0.52 ? 2 : chance < 0.81 ? 3 : chance < 0.93 ? 4 : chance < 0.98 ? 5 : 6
}

/** So many people, whose facts are all known. */
export function generate(programmes: readonly Programme[], people: number): Columns {
  const random = randomFrom(20170901)
  let households = 0
  const ends = new Int32Array(people + 1)
  for (let end = 0; end < people;) {
    end = Math.min(people, end + sizeOf(random()))
    ends[++households] = end
  }
  const offsets = ends.slice(0, households + 1)
  const inputs = [
    ...new Map(programmes.flatMap((each) => each.inputs).map((input) => [input.name, input])).values(),
  ]
  const column = (input: (typeof inputs)[number]): Column => {
    const rows = input.entity === 'person' ? people : households
    const values = input.lo >= 0 && input.hi <= 255 ? new Uint8Array(rows) : new Int32Array(rows)
    const draw = draws[input.name]
    for (let row = 0; row < rows; row++) values[row] = draw ? draw(random) : input.lo
    if (input.name === 'relation') for (let h = 0; h < households; h++) values[offsets[h]!] = 0
    return { values }
  }
  const columns = (entity: 'household' | 'person') =>
    Object.fromEntries(
      inputs.filter((input) => input.entity === entity).map((input) => [input.name, column(input)]),
    )
  return { offsets, household: columns('household'), person: columns('person') }
}

/** The same columns, of which a part of the households has a few facts that nobody knows, of whatever column. */
export function withUnknown({ offsets, household, person }: Columns, part: number): Columns {
  const random = randomFrom(7)
  const people = offsets.at(-1)!
  const households = offsets.length - 1
  const flags = (columns: Columns['person'], rows: number): Record<string, Uint8Array> =>
    Object.fromEntries(Object.keys(columns).map((name) => [name, new Uint8Array(rows).fill(1)]))
  const known = { household: flags(household, households), person: flags(person, people) }
  const names = { household: Object.keys(household), person: Object.keys(person) }
  for (let h = 0; h < households; h++) {
    if (random() >= part) continue
    const ofHousehold = known.household[names.household[Math.floor(random() * names.household.length)]!]!
    if (random() < 0.5) ofHousehold[h] = 0
    for (let row = offsets[h]!; row < offsets[h + 1]!; row++)
      known.person[names.person[Math.floor(random() * names.person.length)]!]![row] = 0
  }
  const columns = (of: Columns['person'], flagsOf: Record<string, Uint8Array>): Columns['person'] =>
    Object.fromEntries(
      Object.entries(of).map(([name, { values }]) => [name, { values, known: flagsOf[name]! }]),
    )
  return { offsets, household: columns(household, known.household), person: columns(person, known.person) }
}

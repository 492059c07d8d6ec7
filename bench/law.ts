// The law engine beside a ceiling in the same run: minimum-living-guarantee over a million generated people, by
// generated WebAssembly and generated JavaScript, against a loop over typed arrays written by hand from the same
// rules. Evaluation only; all three must give the same amounts.
import { getParameter, loadSimulation } from '../engine/index.ts'
import type { Backend, Column, Columns, Programme, Simulation } from '../engine/index.ts'
import { getProgramme } from '../law/index.ts'

export const name = 'law'
export const about =
  'A million people under minimum-living-guarantee: generated kernels against a hand-written typed-array loop'

const DATE = '2017-09-01'
const DIVISION = '120101'
const OUTPUTS = ['eligible', 'amounts.benefit']
/** The engine's kernel is to be at least so many times as fast as the loop. */
const WANTED_RATIO = 1.5

type Options = Readonly<Record<string, string | number>>

/** A row for each implementation, then one with the ratios and whether they are as wanted. Options: `people`
 * (1,000,000) and `rounds`, of which the median counts (15). */
export async function* run(options: Options = {}): AsyncGenerator<Record<string, unknown>> {
  const people = Number(options['people'] ?? 1_000_000)
  const rounds = Number(options['rounds'] ?? 15)
  const programme = getProgramme('minimum-living-guarantee').rules
  const columns = generate(programme, people)
  const wanted = { date: DATE, division: DIVISION, outputs: OUTPUTS }
  const load = (backend: Backend) => timed(() => loadSimulation(programme, columns, { ...wanted, backend }))
  const [wasmLoad, wasm] = load('wasm')
  const [javascriptLoad, javascript] = load('javascript')
  const loop = handWritten(programme, columns)

  const expected = checksum(loop())
  const contenders = { hand_written: loop, javascript: () => read(javascript), wasm: () => read(wasm) }
  const sums = Object.values(contenders).map((evaluate) => checksum(evaluate()))
  const equal = sums.every((sum) => sum === expected)
  const times: Record<string, number[]> = { hand_written: [], javascript: [], wasm: [] }
  // Warm all of them before any is measured, then let them take turns: noise then hits all alike.
  for (let round = -3; round < rounds; round++) {
    for (const [contender, evaluate] of Object.entries(contenders)) {
      const [time] = timed(evaluate)
      if (round >= 0) times[contender]!.push(time)
    }
  }
  const rate = (contender: string): number => people / median(times[contender]!) / 1000
  const loads: Record<string, number> = { wasm: wasmLoad, javascript: javascriptLoad }
  for (const contender of Object.keys(contenders)) {
    const evaluation = median(times[contender]!)
    const end_to_end_ms =
      loads[contender] === undefined ? {} : { end_to_end_ms: round(loads[contender] + evaluation) }
    yield {
      implementation: contender,
      people,
      households: columns.offsets.length - 1,
      million_people_per_second: round(rate(contender)),
      evaluation_ms: round(evaluation),
      ...(loads[contender] === undefined ? {} : { load_ms: round(loads[contender]) }),
      ...end_to_end_ms,
    }
  }
  const ratio = rate('wasm') / rate('hand_written')
  yield {
    checksum: expected,
    checksums_equal: equal,
    wasm_to_hand_written: round(ratio),
    javascript_to_hand_written: round(rate('javascript') / rate('hand_written')),
    wanted: WANTED_RATIO,
    passed: equal && ratio >= WANTED_RATIO,
  }
}

interface Results {
  readonly eligible: ArrayLike<number>
  readonly benefit: ArrayLike<number>
}

function read(simulation: Simulation): Results {
  const results = simulation.run()
  return { eligible: results['eligible']!.values, benefit: results['amounts.benefit']!.values }
}

/** Sensitive to every household's place, status and amount. */
function checksum({ eligible, benefit }: Results): string {
  let hash = 0x811c9dc5
  for (let h = 0; h < benefit.length; h++) {
    hash = Math.imul(hash ^ (benefit[h]! * 2 + eligible[h]!), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}

function timed<T>(work: () => T): [milliseconds: number, result: T] {
  const start = performance.now()
  const result = work()
  return [performance.now() - start, result]
}
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!
const round = (value: number): number => Math.round(value * 100) / 100

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A population near the poverty line, so that neither side of a rule is rare. */
function generate({ inputs }: Programme, people: number): Columns {
  const random = randomFrom(20170901)
  const starts = [0]
  while (starts.at(-1)! < people) starts.push(Math.min(people, starts.at(-1)! + sizeOf(random())))
  const offsets = Int32Array.from(starts)
  const some: Record<string, (row: number) => number> = {
    register_kind: () => Number(random() < 0.2),
    financial_assets: () => Math.floor(random() ** 4 * 30_000_000),
    vehicle_count: () => Number(random() < 0.1),
    home_count: () => (random() < 0.1 ? 2 : 1),
    homes_below_average_area: () => Number(random() < 0.3),
    other_premises: () => Number(random() < 0.03),
    paid_study_abroad: () => Number(random() < 0.01),
    birth_date: () =>
      (1925 + Math.floor(random() * 92)) * 10_000 +
      (1 + Math.floor(random() * 12)) * 100 +
      1 +
      Math.floor(random() * 28),
    wage_income: () => (random() < 0.5 ? 0 : Math.floor(random() * 400_000)),
    business_income: () => (random() < 0.9 ? 0 : Math.floor(random() * 200_000)),
    property_income: () => (random() < 0.9 ? 0 : Math.floor(random() * 50_000)),
    transfer_income: () => (random() < 0.6 ? 0 : Math.floor(random() * 150_000)),
    employed: () => Number(random() < 0.4),
    able_to_work: () => Number(random() < 0.6),
    lives_independently: () => Number(random() < 0.7),
    is_studying: () => Number(random() < 0.2),
    absent_as_clergy: () => Number(random() < 0.001),
    in_prison: () => Number(random() < 0.003),
    work_refusals: () => (random() < 0.95 ? 0 : Math.floor(random() * 5)),
    disability_grade: () => 0,
    relation: () => Math.floor(random() * 8),
  }
  const column = (input: Programme['inputs'][number]): Column => {
    const rows = input.entity === 'person' ? people : offsets.length - 1
    const values = input.lo >= 0 && input.hi <= 255 ? new Uint8Array(rows) : new Int32Array(rows)
    const cell = some[input.name] ?? (() => input.lo)
    for (let row = 0; row < values.length; row++) values[row] = cell(row)
    if (input.name === 'relation') for (let h = 0; h + 1 < offsets.length; h++) values[offsets[h]!] = 0
    return { values }
  }
  const columns = (entity: 'household' | 'person') =>
    Object.fromEntries(
      inputs.filter((input) => input.entity === entity).map((input) => [input.name, column(input)]),
    )
  return { offsets, household: columns('household'), person: columns('person') }
}

/** One to six members, 2.6 on average. */
function sizeOf(chance: number): number {
  return chance < 0.18 ? 1 : chance < 0.52 ? 2 : chance < 0.81 ? 3 : chance < 0.93 ? 4 : chance < 0.98 ? 5 : 6
}

/** The same rules as a careful programmer writes them for speed: one loop, early ends, narrow arrays. */
function handWritten(programme: Programme, { offsets, household, person }: Columns): () => Results {
  const parameter = (wanted: string): number => {
    const { numerator, denominator } = getParameter(programme, wanted, DATE, DIVISION)
    return Number(numerator) / Number(denominator)
  }
  const households = offsets.length - 1
  const narrow = (column: Column): Uint8Array => Uint8Array.from(column.values)
  const wide = (column: Column): Int32Array => Int32Array.from(column.values)
  const [register, vehicles, homes, small, premises, abroad] = [
    'register_kind',
    'vehicle_count',
    'home_count',
    'homes_below_average_area',
    'other_premises',
    'paid_study_abroad',
  ].map((wanted) => narrow(household[wanted]!)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  const assets = wide(household['financial_assets']!)
  const [relation, studying, able, employed, clergy, prison, independent, refusals] = [
    'relation',
    'is_studying',
    'able_to_work',
    'employed',
    'absent_as_clergy',
    'in_prison',
    'lives_independently',
    'work_refusals',
  ].map((wanted) => narrow(person[wanted]!)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  const [birth, wage, business, property, transfer] = [
    'birth_date',
    'wage_income',
    'business_income',
    'property_income',
    'transfer_income',
  ].map((wanted) => wide(person[wanted]!)) as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array]
  const urban = parameter('subsistence_standard_urban')
  const rural = parameter('subsistence_standard_rural')
  const assetLimit = urban * parameter('asset_limit_months')
  const vehicleLimit = parameter('vehicle_limit')
  const homeLimit = parameter('home_limit')
  const refusalLimit = parameter('work_refusal_limit')
  const minimumWage = parameter('minimum_wage')
  const wageFloor = Math.round(minimumWage * parameter('wage_floor_share'))
  const adultBorn = Number(DATE.replaceAll('-', '')) - parameter('adult_age') * 10_000
  const eligible = new Int32Array(households)
  const benefit = new Int32Array(households)

  return () => {
    for (let h = 0; h < households; h++) {
      let counted = 0
      let entitled = 0
      let income = 0
      for (let i = offsets[h]!; i < offsets[h + 1]!; i++) {
        if (clergy[i] === 1 || prison[i] === 1) continue
        const kin = relation[i]!
        const bound = kin === 0 || kin === 1 || kin === 3 || kin === 5
        const child = kin === 2 || kin === 4 || kin === 6
        if (!bound && !(child && (birth[i]! > adultBorn || independent[i] === 0 || studying[i] === 1)))
          continue
        counted++
        if (refusals[i]! < refusalLimit || able[i] === 0 || employed[i] === 1) entitled++
        const earned = wage[i]! < minimumWage && employed[i] === 1 ? wageFloor : wage[i]!
        income += earned + business[i]! + property[i]! + transfer[i]!
      }
      const standard = register[h] === 1 ? rural : urban
      const passes =
        counted > 0 &&
        income < standard * counted &&
        assets[h]! <= assetLimit * counted &&
        vehicles[h]! <= vehicleLimit &&
        (homes[h]! <= homeLimit || small[h] === 1) &&
        premises[h] === 0 &&
        abroad[h] === 0
      eligible[h] = passes ? 1 : 0
      benefit[h] = passes ? Math.floor((standard * counted - income + counted / 2) / counted) * entitled : 0
    }
    return { eligible, benefit }
  }
}

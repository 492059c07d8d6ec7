import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadCity } from '../../../../city/load.ts'
import { parseFact } from '../../../../engine/decide/facts.ts'
import { loadPopulation, loadSimulation } from '../../../../engine/index.ts'
import type { Columns, InputDeclaration } from '../../../../engine/index.ts'
import { getProgramme } from '../../../../law/index.ts'
import { asSystem, testDatabase } from '../../../../test/database.ts'
import { between, pick, randomFrom } from '../../../../engine/check/random.ts'
import type { Act } from '../../../platform/act.ts'
import { addDays } from '../../../platform/clock/index.ts'
import { amountOf, decideHousehold, inputOf } from '../../decisions/decide.ts'
import { householdOn, loadHistory } from '../../households/history.ts'
import type { HouseholdHistory } from '../../households/history.ts'
import { buildRows, buildSnapshot } from './build.ts'
import type { Snapshot, Wanted } from './build.ts'
import { findSnapshot, saveSnapshot } from './file.ts'
import { idText } from './keys.ts'
import { listChanged } from './queries.ts'
import type { Moment } from './queries.ts'
import { applyPatch } from './refresh.ts'
import { dayOf } from './rows.ts'
import { SnapshotStore } from './store.ts'

const database = await testDatabase()
const { owner } = database
await loadCity(owner, { residents: 3000, today: '2017-09-01' })
const folder = mkdtempSync(join(tmpdir(), 'haihe-snapshot-'))
chmodSync(folder, 0o711)
after(() => rmSync(folder, { recursive: true, force: true }))

const programme = getProgramme('minimum-living-guarantee')
const { inputs, maxMembers } = programme.rules
const wanted: Wanted = { inputs, programmes: [programme.id], maxMembers }
const asHouse = <T>(work: (act: Act) => Promise<T>, today = '2017-09-01'): Promise<T> =>
  database.as(asSystem(), work, { today })

/** Facts of every kind: old and new, to come and over, known to be unknown, twice on one day, beyond all bounds. */
async function stir(seed: number, recorded: string): Promise<void> {
  const random = randomFrom(seed)
  const members = await owner<{ person_id: string; household_id: string; division_code: string }[]>`
    select person_id, household_id, division_code from household_member order by person_id`
  for (let i = 0; i < 250; i++) {
    const input = pick(
      random,
      inputs.filter(({ name }) => name !== 'relation' && name !== 'birth_date'),
    )
    const { person_id, household_id, division_code } = pick(random, members)
    const subject_id = input.entity === 'person' ? person_id : household_id
    const value = valueOf(input, random)
    const from = addDays('2017-08-20', between(random, -900, 20))
    const to = random() < 0.7 ? null : addDays(from, between(random, 1, 700))
    // Now and then two records of one day.
    for (let again = 0; again < (random() < 0.3 ? 2 : 1); again++)
      await owner`
        insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, code_value,
          source_kind, source_name, division_code, recorded_at)
        values (${subject_id}, ${input.entity}, ${household_id}, ${input.name}, daterange(${from}::date, ${to}::date),
          ${addDays('2017-08-31', -pick(random, [0, 0, 1, 30, 400]))}, ${again === 1 && value.number !== null ? '1' : value.number}, ${value.code},
          'declared', '测试', ${division_code}, ${recorded})`
  }
  const some = () => pick(random, members).person_id
  await owner`update person set birth_date = null, changed_at = ${recorded} where person_id in ${owner([some(), some()])}`
  await owner`update person set restricted = true, changed_at = ${recorded} where person_id = ${some()}`
  await owner`update household set register_kind = null, changed_at = ${recorded}
    where household_id = ${pick(random, members).household_id}`
  for (const on of ['2016-03-01', '2017-08-15'])
    await owner`
      update household_member set valid = daterange(lower(valid), ${on}::date), changed_at = ${recorded}
      where person_id in ${owner([some(), some(), some()])} and lower(valid) < ${on}::date`
}

function valueOf(
  { unit, hi, codes = [] }: InputDeclaration,
  random: () => number,
): { number: string | null; code: string | null } {
  if (random() < 0.15) return { number: null, code: null }
  if (unit === 'code') return { number: null, code: random() < 0.1 ? 'gone' : pick(random, codes).code }
  return { number: String(random() < 0.1 ? hi + 1 : between(random, 0, Math.min(hi, 500_000))), code: null }
}

/** Everything that the columns hold of a household, as they should by loading it alone. */
function expectedOf(history: HouseholdHistory, moment: Moment) {
  const on = householdOn(history, moment)
  if (on.members.length === 0) return undefined
  const input = inputOf(programme, on, moment.holding_on)
  const cells = (entity: 'household' | 'person', facts: Record<string, unknown>) =>
    inputs
      .filter((each) => each.entity === entity)
      .map((each) => {
        try {
          return parseFact(each, facts[each.name] as bigint) ?? null
        } catch {
          return null
        }
      })
  return {
    household: cells('household', input.household),
    members: input.members.map(({ facts }) => cells('person', facts)),
  }
}

function actualOf(columns: Columns, row: number) {
  const cell = (entity: 'household' | 'person', at: number) =>
    inputs
      .filter((each) => each.entity === entity)
      .map(({ name }) => {
        const { values, known } = columns[entity][name]!
        return known?.[at] === 0 ? null : BigInt(values[at]!)
      })
  const [from, to] = [columns.offsets[row]!, columns.offsets[row + 1]!]
  return {
    household: cell('household', row),
    members: Array.from({ length: to - from }, (_, i) => cell('person', from + i)),
  }
}

const rowsOf = (snapshot: Pick<Snapshot, 'households' | 'household_ids'>): Map<string, number> =>
  new Map(
    Array.from({ length: snapshot.households }, (_, row) => [idText(snapshot.household_ids, row * 16), row]),
  )

async function listHouseholds(): Promise<string[]> {
  const rows = await owner<
    { household_id: string }[]
  >`select household_id from household order by household_id`
  return rows.map((row) => row.household_id)
}

const historiesOf = (ids: readonly string[]): Promise<Map<string, HouseholdHistory>> =>
  asHouse(
    async (act) =>
      new Map(await Promise.all(ids.map(async (id) => [id, await loadHistory(act, id)] as const))),
  )

function assertSame(
  snapshot: Snapshot,
  histories: ReadonlyMap<string, HouseholdHistory>,
  moment: Moment,
): number {
  const rows = rowsOf(snapshot)
  let compared = 0
  for (const [id, history] of histories) {
    const expected = expectedOf(history, moment)
    const row = rows.get(id)
    assert.equal(row === undefined, expected === undefined, id)
    if (row === undefined || expected === undefined) continue
    assert.deepEqual(actualOf(snapshot.columns, row), expected, id)
    assert.equal(snapshot.divisions[snapshot.division[row]!], history.household.division_code)
    compared++
  }
  assert.equal(compared, snapshot.households)
  return compared
}

const today: Moment = { holding_on: '2017-09-01', known_on: '2017-09-01' }
const moments: readonly Moment[] = [
  today,
  { holding_on: '2017-08-31', known_on: '2017-09-01' },
  { holding_on: '2016-02-29', known_on: '2017-09-01' },
  { holding_on: '2016-06-30', known_on: '2016-07-15' },
]
await stir(1, '2017-09-01T02:00:00Z')

test('a day in PostgreSQL’s count is the day of the calendar', () => {
  for (let days = -60_000; days < 60_000; days += 13) {
    const [year, month, day] = addDays('2000-01-01', days).split('-').map(Number) as [number, number, number]
    assert.equal(dayOf(days), year * 10_000 + month * 100 + day)
  }
})

test('the columns hold of every household what loading it alone shows, on any day by what was known on any day', async () => {
  const histories = await historiesOf(await listHouseholds())
  for (const moment of moments) {
    const snapshot = await asHouse((act) => buildSnapshot(act.tx, wanted, moment))
    assert.ok(assertSame(snapshot, histories, moment) > 900)
    const codes = [...snapshot.division].map((at) => snapshot.divisions[at]!)
    assert.deepEqual(codes, [...codes].sort(), 'households of a division lie together')
  }
})

test('what was read, written and read back is the same, and only the house may read the files', async () => {
  const place = join(folder, 'current')
  const snapshot = await asHouse((act) => buildSnapshot(act.tx, wanted, today))
  await saveSnapshot(place, wanted, snapshot)
  const back = await findSnapshot(place, wanted)
  assert.ok(back)
  const { population, apart: nobody, ...rest } = back
  const { columns, apart, ...expected } = snapshot
  assert.deepEqual([nobody, apart.rows.length], [undefined, 0])
  assert.deepEqual(rest, expected)
  assert.deepEqual(plain(population.filling), plain(columns))
  for (const name of readdirSync(place)) assert.equal(statSync(join(place, name)).mode & 0o777, 0o600, name)
  assert.equal(statSync(place).mode & 0o777, 0o700)
  const everything = readdirSync(place)
    .map((name) => readFileSync(join(place, name), 'latin1'))
    .join('\n')
  const [person] = await owner<{ name: string; identity_number: string }[]>`
    select name, identity_number from person where identity_number is not null limit 1`
  assert.ok(!everything.includes(person!.identity_number))
  assert.ok(!everything.includes(Buffer.from(person!.name).toString('latin1')))
})

test('a snapshot of another meaning, or that is not whole, is not read', async () => {
  const place = join(folder, 'cut')
  assert.equal(await findSnapshot(place, wanted), undefined)
  await saveSnapshot(place, wanted, await asHouse((act) => buildSnapshot(act.tx, wanted, today)))
  assert.equal(await findSnapshot(place, { ...wanted, programmes: ['other'] }), undefined)
  assert.ok(await findSnapshot(place, wanted))
  truncateSync(join(place, 'person.wage_income'), 100)
  assert.equal(await findSnapshot(place, wanted), undefined)
})

test('only changed households are read again, and the snapshot is then what a whole reading gives', async () => {
  const before = await asHouse((act) => buildSnapshot(act.tx, wanted, today))
  const [{ now }] = await owner<[{ now: string }]>`select now() as now`
  await stir(2, now)
  const [moved] = await owner<[{ household_id: string }]>`
    update household set division_code = '120101001001', changed_at = now()
    where household_id = (select household_id from household where division_code not like '120101%'
      order by household_id limit 1) returning household_id`
  // A day later, facts begin to hold and cease to without anybody recording anything.
  const tomorrow: Moment = { holding_on: '2017-09-03', known_on: '2017-09-03' }
  const { changed, refreshed, whole } = await asHouse(async ({ tx }) => {
    const changed = await listChanged(tx, {
      recorded: before.taken_at,
      from: today,
      to: tomorrow,
      limit: 10_000,
    })
    const patch = await buildRows(tx, wanted, tomorrow, changed)
    return {
      changed,
      refreshed: applyPatch(before, patch, changed),
      whole: await buildSnapshot(tx, wanted, tomorrow),
    }
  }, '2017-09-03')
  assert.ok(changed.length > 100 && changed.length < before.households / 2, String(changed.length))
  assert.ok(changed.includes(moved.household_id))
  assert.equal(refreshed.households, whole.households)
  const [rows, wholeRows] = [rowsOf(refreshed), rowsOf(whole)]
  assert.notDeepEqual(plain(before.columns), plain(whole.columns))
  for (const [id, row] of rows) {
    const same = wholeRows.get(id)!
    assert.deepEqual(actualOf(refreshed.columns, row), actualOf(whole.columns, same))
    assert.equal(refreshed.divisions[refreshed.division[row]!], whole.divisions[whole.division[same]!])
    assert.equal(refreshed.determined[programme.id]![row], whole.determined[programme.id]![same])
  }
  assert.deepEqual(
    [...refreshed.left_out.with_refused_facts].sort(),
    [...whole.left_out.with_refused_facts].sort(),
  )
  const codes = [...refreshed.division]
  assert.deepEqual(
    codes,
    [...codes].sort((a, b) => a - b),
  )
})

test('a household too large for the law is named and left out, the others are there', async () => {
  const [big] = await owner<[{ household_id: string; division_code: string }]>`
    select household_id, division_code from household_member group by 1, 2 order by count(*) desc, 1 limit 1`
  const small: Wanted = { ...wanted, maxMembers: 3 }
  const snapshot = await asHouse((act) => buildSnapshot(act.tx, small, today))
  assert.ok(snapshot.left_out.too_large.includes(big.household_id))
  assert.ok(!rowsOf(snapshot).has(big.household_id))
  assert.ok(snapshot.households > 500)
})

/** Columns as plain arrays: shared and unshared memory compare as different things. */
function plain({ offsets, household, person }: Columns): unknown {
  const of = (columns: Columns['person']) =>
    Object.entries(columns).map(([name, { values, known }]) => [name, [...values], known && [...known]])
  return [[...offsets], of(household), of(person)]
}

test('the whole city at once gives each household what its own decision gives', async () => {
  const some = (await listHouseholds()).filter((_, i) => i % 3 === 0)
  const histories = await historiesOf(some)
  const snapshot = await asHouse((act) => buildSnapshot(act.tx, wanted, today))
  const population = loadPopulation([programme.rules], snapshot.columns)
  const date = '2017-09-01'
  const results = loadSimulation(programme.rules, population, { date, division: '12' }).run()
  const { eligible } = results
  const benefit = results['amounts.benefit']!
  const refused = new Set(snapshot.left_out.with_refused_facts)
  const outcomes = { eligible: 0, ineligible: 0, incomplete: 0 }
  for (const [id, row] of rowsOf(snapshot)) {
    const history = histories.get(id)
    if (history === undefined || refused.has(id)) continue
    const on = householdOn(history, today)
    const { decision } = decideHousehold(programme, on, date)
    const known = eligible!.known![row] === 1 && (eligible!.values[row] === 0 || benefit.known![row] === 1)
    const status = !known ? 'incomplete' : eligible!.values[row] === 1 ? 'eligible' : 'ineligible'
    assert.equal(status, decision.status, id)
    if (status === 'eligible') assert.equal(BigInt(benefit.values[row]!), amountOf(decision))
    outcomes[status]++
  }
  for (const count of Object.values(outcomes)) assert.ok(count > 5, JSON.stringify(outcomes))
})

test('whoever asks first need not wait: registers that were read are made ready then and there, the whole of them or what changed', async () => {
  const prepared: [households: number, listed: boolean][] = []
  const store = new SnapshotStore(join(folder, 'store'), wanted, async (snapshot) => {
    prepared.push([snapshot.households, (await store.find()) === snapshot])
  })
  assert.equal(await store.find(), undefined)
  const { households } = await asHouse(({ tx }) => store.refresh(tx, '2017-09-01'))
  await asHouse(({ tx }) => store.refresh(tx, '2017-09-02'), '2017-09-02')
  assert.deepEqual(prepared, [
    [households, true],
    [households, true],
  ])
  await store.find()
  assert.equal(prepared.length, 2)
})

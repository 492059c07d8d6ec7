import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadCity } from '../../../city/load.ts'
import { openHouse, signIn } from '../../../test/client.ts'
import type { Client } from '../../../test/client.ts'
import { asSystem, testDatabase } from '../../../test/database.ts'
import { runJobs } from '../../../test/jobs.ts'
import { readSheet } from '../../platform/workbooks/index.ts'
import { amountOf, decideHousehold } from '../decisions/decide.ts'
import { householdOn, loadHistory } from '../households/history.ts'
import { benefitsModule, openSimulation } from '../index.ts'
import { isForNamed, listSimulated, programmeUnder } from './comparison/schemes.ts'
import type { Scheme } from './comparison/schemes.ts'
import { findSimulator } from './simulator.ts'
import { idText } from './snapshot/keys.ts'

const database = await testDatabase()
const { owner } = database
const TODAY = '2017-09-01'
await loadCity(owner, { residents: 3000, today: TODAY })
const folder = mkdtempSync(join(tmpdir(), 'haihe-simulation-'))
const close = openSimulation(folder)
after(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})
const server = await openHouse(database, [benefitsModule])
const officer = await signIn(server, database, { role: 'policy_officer', area: '12' })

const now: Scheme = { date: TODAY, changes: [], versions: {} }
const standard = (value: string): Scheme => ({
  ...now,
  changes: ['urban', 'rural'].map((kind) => ({ parameter: `subsistence_standard_${kind}`, value })),
})
const compare = (body: object, who: Client = officer) =>
  who.post('/api/simulation/comparisons', { before: now, after: standard('920'), population: 'all', ...body })

type Counts = Record<string, number> & { before: string; after: string; difference: string }
type View = {
  comparison_id: string
  code: string
  total: Counts
  unknown: number
  determined: string
  snapshot: { households: number; people: number }
  divisions: (Counts & { division_code: string; name: string })[]
  moves: { programmes_before: string[]; programmes_after: string[]; households: number }[]
  bins: { from: string | null; to: string | null; households: number }[]
  year: { months: number; difference: string; full_year_difference: string }
  cliffs: { before: { households: number }; after: { households: number; deepest: string } } | null
  deepest_loss: { difference: string; members: number } | null
}
async function compared(body: object, who: Client = officer): Promise<View> {
  const answer = await compare(body, who)
  assert.equal(answer.status, 200, answer.text)
  return answer.body as unknown as View
}

test('while the registers have not been read, a comparison says so and has them read', async () => {
  const early = await compare({})
  assert.equal(early.status, 409)
  assert.equal(early.body['code'], 'simulation_not_ready')
  assert.equal((await officer.get('/api/simulation')).body['snapshot'], null)
  await runJobs(database)
  const state = await officer.get('/api/simulation')
  assert.equal((state.body['snapshot'] as { people: number }).people, 3000)
})

/** What each household gets under a scheme, decided one by one: by programme, undefined where nobody knows. */
async function decideAll(scheme: Scheme): Promise<Map<string, (bigint | undefined)[]>> {
  // Nobody is named for a programme for single people here.
  const programmes = listSimulated()
    .filter((each) => !isForNamed(each))
    .map((each) => ({ ...each, rules: programmeUnder(each, scheme) }))
  const rows = await owner<{ household_id: string }[]>`select household_id from household`
  return database.as(asSystem(), async (act) => {
    const decided = new Map<string, (bigint | undefined)[]>()
    for (const { household_id } of rows) {
      const on = householdOn(await loadHistory(act, household_id), { holding_on: TODAY, known_on: TODAY })
      const amounts = programmes.map((programme) =>
        amountOf(decideHousehold(programme, on, scheme.date).decision),
      )
      decided.set(
        household_id,
        amounts.map((amount) => amount ?? undefined),
      )
    }
    return decided
  })
}

test('what the city would get and pay is the sum of what each household is decided', async () => {
  const view = await compared({})
  const [before, after_] = [await decideAll(now), await decideAll(standard('920'))]
  const total = { before: 0n, after: 0n, gaining: 0, losing: 0, gained: 0n, unknown: 0 }
  for (const [id, had] of before) {
    const has = after_.get(id)!
    const isSame = had.every((amount, i) => (amount === undefined) === (has[i] === undefined))
    const sum = (amounts: (bigint | undefined)[]) =>
      amounts.reduce<bigint>((all, amount) => all + (amount ?? 0n), 0n)
    const [one, other] = [sum(had), sum(has)]
    const isKnown = isSame && (had.every((amount) => amount !== undefined) || one > 0n || other > 0n)
    if (!isKnown) total.unknown++
    else {
      total.before += one
      total.after += other
      total.gaining += Number(other > one)
      total.losing += Number(other < one)
      total.gained += other > one ? other - one : 0n
    }
  }
  assert.ok(total.gaining > 10 && total.losing > 0)
  assert.equal(view.total.before, String(total.before))
  assert.equal(view.total.after, String(total.after))
  assert.equal(view.total['gaining'], total.gaining)
  assert.equal(view.total['losing'], total.losing)
  assert.equal(view.total['gained'], String(total.gained))
  assert.equal(view.unknown, total.unknown)
})

test('who leaves one programme for another is told', async () => {
  const { moves } = await compared({})
  const up = moves.find(
    ({ programmes_before, programmes_after }) =>
      programmes_before.join() === 'low-income-household-aid' &&
      programmes_after.join() === 'minimum-living-guarantee',
  )
  assert.ok(up && up.households > 0)
})

test('the districts add up to the city, the bins to those who gain or lose; with the unchanged they are all who fit before or after', async () => {
  const view = await compared({})
  const sum = (name: string): number => view.divisions.reduce((total, each) => total + Number(each[name]), 0)
  for (const name of [
    'households',
    'gaining',
    'losing',
    'unchanged',
    'new',
    'leaving',
    'before',
    'after',
    'difference',
  ])
    assert.equal(sum(name), Number(view.total[name]), name)
  assert.ok(view.divisions.length >= 16)
  assert.ok(view.divisions.every(({ name }) => /[区县]$/.test(name)))
  const inBins = view.bins.reduce((total, { households }) => total + households, 0)
  assert.equal(inBins, view.total['gaining']! + view.total['losing']!)
  assert.equal(inBins + view.total['unchanged']!, view.total['eligible_before']! + view.total['new']!)
  assert.ok(view.total['unchanged']! > 0)
  assert.equal(view.total['households']! + view.unknown, view.snapshot.households)
})

test('the other way round those who gained lose, and those who came leave', async () => {
  const there = await compared({})
  const back = await compared({ before: standard('920'), after: now })
  assert.equal(back.total['losing'], there.total['gaining'])
  assert.equal(back.total['gaining'], there.total['losing'])
  assert.equal(back.total['leaving'], there.total['new'])
  assert.equal(Number(back.total.difference), -Number(there.total.difference))
  assert.equal(back.total['gained'], there.total['lost'])
  assert.ok(Number(back.deepest_loss?.difference) < 0)
})

test('from a month on, the year costs as many months as are left of it', async () => {
  const { year, total } = await compared({ after: { ...standard('920'), date: '2018-04-01' } })
  assert.equal(year.months, 9)
  assert.equal(Number(year.difference), Number(total.difference) * 9)
  assert.equal(Number(year.full_year_difference), Number(total.difference) * 12)
})

test('the whole city recomputed by the law of the day is what was determined for it', async () => {
  const view = await compared({ after: now, population: 'receiving' })
  assert.equal(view.total.before, view.determined)
  assert.equal(view.unknown, 0)
  const { snapshot, pair } = findSimulator()!.comparisons.find(view.comparison_id)!
  const determined = snapshot.determined['minimum-living-guarantee']!
  let receiving = 0
  for (let row = 0; row < snapshot.households; row++) {
    if (determined[row] === 0) continue
    receiving++
    assert.equal(pair.before.total[row], determined[row], idText(snapshot.household_ids, row * 16))
  }
  assert.ok(receiving > 20)
})

test('the same question has the same receipt, another one has another', async () => {
  const [one, again, other] = [
    await compared({}),
    await compared({}),
    await compared({ after: standard('921') }),
  ]
  assert.equal(one.comparison_id, again.comparison_id)
  assert.equal(one.code, one.comparison_id.slice(0, 8))
  assert.notEqual(one.comparison_id, other.comparison_id)
})

test('only who proposes and who approves tries things out, within the own area', async () => {
  const leader = await signIn(server, database, { role: 'leader', area: '12' })
  assert.equal((await compare({}, leader)).status, 200)
  for (const role of ['street_clerk', 'district_approver', 'finance', 'community_worker'] as const) {
    const other = await signIn(server, database, { role, area: '12' })
    assert.equal((await compare({}, other)).status, 403, role)
    assert.equal((await other.get('/api/simulation')).status, 403, role)
    assert.equal((await other.post('/api/simulation/snapshot', {})).status, 403, role)
  }
  const nankai = await signIn(server, database, { role: 'policy_officer', area: '120104' })
  const own = await compared({}, nankai)
  const city = await compared({})
  const there = city.divisions.find(({ division_code }) => division_code === '120104')!
  assert.equal(own.total.difference, there.difference)
  assert.equal(own.total['households'], there['households'])
  assert.ok(
    own.divisions.every(
      ({ division_code }) => division_code.startsWith('120104') && division_code.length === 9,
    ),
  )
  assert.equal((await compare({ division_code: '120105' }, nankai)).status, 404)
  assert.equal((await compare({ division_code: '12' }, nankai)).status, 404)
  const list = await nankai.get(
    `/api/simulation/comparisons/${city.comparison_id}/households?kind=gaining&population=all&division_code=120105`,
  )
  assert.equal(list.status, 404)
})

test('the households behind a figure are listed and exported, all of them and with their amounts', async () => {
  const view = await compared({})
  const path = `/api/simulation/comparisons/${view.comparison_id}/households`
  const { body } = await officer.get(`${path}?kind=gaining&population=all&limit=200`)
  assert.equal(body['total'], view.total['gaining'])
  assert.equal(body.rows!.length, view.total['gaining'])
  const sum = body.rows!.reduce((total, row) => total + Number(row['difference']), 0)
  assert.equal(sum, Number(view.total['gained']))
  assert.ok(body.rows!.every((row) => String(row['head_name']).length > 1))
  const second = await officer.get(`${path}?kind=gaining&population=all&limit=5&offset=5`)
  assert.deepEqual(second.body.rows, body.rows!.slice(5, 10))
  const file = await officer.get(`${path}/export?kind=gaining&population=all`)
  assert.equal(file.status, 200)
  assert.match(String(file.headers['content-type']), /spreadsheetml/)
  const forgotten = await officer.get(`/api/simulation/comparisons/${'0'.repeat(64)}/households?kind=gaining`)
  assert.equal(forgotten.status, 410)
})

test('the table of the districts is exported as it stands on the page, within one’s area', async () => {
  const view = await compared({})
  const path = `/api/simulation/comparisons/${view.comparison_id}/divisions/export?population=all`
  const file = await officer.get(path)
  assert.equal(file.status, 200, file.text)
  const sheet = await Array.fromAsync(readSheet(file.bytes, { rows: 100, columns: 9 }))
  const rows = sheet.map(({ cells }) => cells).filter(([name]) => /^.+[区县]$/u.test(name ?? ''))
  assert.deepEqual(
    rows.map(([name, gaining]) => [name, Number(gaining)]),
    view.divisions.map(({ name, gaining }) => [name, gaining]),
  )
  const yuan = rows.reduce((total, cells) => total + Number(cells[8]), 0)
  assert.equal(Math.round(yuan * 100), Number(view.total.difference))
  const nankai = await signIn(server, database, { role: 'policy_officer', area: '120104' })
  assert.equal((await nankai.get(`${path}&division_code=120105`)).status, 404)
  assert.equal(
    (await officer.get(path.replace(/comparisons\/\w+/, `comparisons/${'0'.repeat(64)}`))).status,
    410,
  )
})

test('a household with a protected member counts, and is in no list', async () => {
  const first = await compared({})
  const path = `/api/simulation/comparisons/${first.comparison_id}/households?kind=gaining&population=all&limit=200`
  const [row] = (await officer.get(path)).body.rows as { household_id: string; head_person_id: string }[]
  await owner`update person set restricted = true, changed_at = now() where person_id = ${row!.head_person_id}`
  const hidden = (await officer.get(path)).body.rows as { household_id: string }[]
  assert.ok(!hidden.some(({ household_id }) => household_id === row!.household_id))
  await officer.post('/api/simulation/snapshot', {})
  await runJobs(database)
  const again = await compared({})
  assert.notEqual(again.comparison_id, first.comparison_id)
  assert.deepEqual(again.total, first.total)
  const rest = await officer.get(
    `/api/simulation/comparisons/${again.comparison_id}/households?kind=gaining&population=all&limit=200`,
  )
  assert.equal(rest.body['total'], first.total['gaining']! - 1)
  await owner`update person set restricted = false, changed_at = now() where person_id = ${row!.head_person_id}`
  await officer.post('/api/simulation/snapshot', {})
  await runJobs(database)
})

test('a value nobody has, a value that is no number, a version that is not there are refused with words', async () => {
  const wrong = [
    { changes: [{ parameter: 'no_such_standard', value: '1' }] },
    { changes: [{ parameter: 'subsistence_standard_urban', value: '99999999999999999' }] },
    { changes: [{ parameter: 'subsistence_standard_urban', value: '1.234' }] },
    { versions: { 'minimum-living-guarantee': '1949' } },
    { versions: { nothing: '2014' } },
    // Only a draft that isn't tried knows it.
    { changes: [{ parameter: 'earned_income_deduction', value: '50%' }] },
  ]
  for (const change of wrong) {
    const answer = await compare({ after: { ...now, ...change } })
    assert.equal(answer.status, 422, JSON.stringify(change))
    assert.equal(answer.body['code'], 'scheme_wrong')
    assert.ok(String(answer.body['detail']).length > 5)
  }
  assert.equal((await compare({ after: { ...now, date: '1990-01-01' } })).status, 200)
  assert.equal((await compare({ after: standard('abc') })).status, 400)
})

test('a value may be tried in one district alone', async () => {
  const here = { ...standard('920') }
  const only = await compared({
    after: { ...here, changes: here.changes.map((change) => ({ ...change, division_code: '120104' })) },
  })
  const everywhere = await compared({})
  for (const { division_code, difference } of only.divisions) {
    const all = everywhere.divisions.find((each) => each.division_code === division_code)!
    assert.equal(difference, division_code === '120104' ? all.difference : '0', division_code)
  }
  assert.ok(Number(only.total.difference) > 0)
})

test('a past day is asked again by what was known then', async () => {
  const as_of = { holding_on: '2016-12-31', known_on: '2017-01-10' }
  assert.equal((await compare({ as_of })).status, 409)
  await runJobs(database)
  const past = await compared({
    as_of,
    population: 'receiving',
    before: { ...now, date: '2017-01-01' },
    after: { ...now, date: '2017-01-01' },
  })
  assert.ok(Number(past.determined) > 0)
  const today = await compared({ population: 'receiving' })
  assert.notEqual(past.determined, today.determined)
  const future = await officer.post('/api/simulation/snapshot', {
    as_of: { holding_on: '2017-09-02', known_on: '2017-09-02' },
  })
  assert.equal(future.status, 422)
})

test('who stands at a ceiling and would have less by earning more is found, with how much less', async () => {
  const programme = listSimulated().find(({ id }) => id === 'low-income-household-aid')!
  const rows = await owner<{ household_id: string }[]>`
    select distinct household_id from fact where name = 'financial_assets' order by household_id`
  const atCeiling = await database.as(asSystem(), async (act) => {
    for (const { household_id } of rows) {
      const on = householdOn(await loadHistory(act, household_id), { holding_on: TODAY, known_on: TODAY })
      const { decision } = decideHousehold(programme, on, TODAY)
      const income = decision.values['per_capita_income']
      if (decision.status === 'eligible' && typeof income === 'bigint') return income
    }
    throw new Error('nobody has low income')
  })
  // The ceiling is where that household stands: a hundred yuan more, and the 258 are gone.
  const value = `${atCeiling / 100n}.${String(atCeiling % 100n).padStart(2, '0')}`
  const tight: Scheme = {
    ...now,
    changes: ['urban', 'rural'].map((kind) => ({ parameter: `low_income_ceiling_${kind}`, value })),
  }
  const { cliffs } = await compared({ after: tight, income_step: 10_000 })
  assert.ok(cliffs!.after.households > cliffs!.before.households, JSON.stringify(cliffs))
  assert.ok(Number(cliffs!.after.deepest) >= 25_800 - 10_000)
  const none = await compared({ after: tight, income_step: 1_000_000 })
  assert.equal(none.cliffs?.after.households, 0)
})

test('what is tried has no effect: no determination, entitlement or fact is made', async () => {
  const count = async () => {
    const [row] = await owner`
      select (select count(*) from determination) as determinations, (select count(*) from entitlement) as entitlements,
        (select count(*) from fact) as facts`
    return { ...row }
  }
  const before = await count()
  await compared({ after: standard('1000'), income_step: 5000 })
  assert.deepEqual(await count(), before)
})

test('a value of a programme that is decided person by person may stand among the changes and changes no figure', async () => {
  const change = { parameter: 'destitute_living_urban', value: '1780' }
  const { total } = await compared({ after: { ...now, changes: [change] } })
  assert.deepEqual([total['gaining'], total['losing']], [0, 0])
})

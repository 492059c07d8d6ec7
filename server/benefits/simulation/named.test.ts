/** A city in which some people are supported as destitute: reckoned by name, and no members of their households. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadCity } from '../../../city/load.ts'
import { getProgramme } from '../../../law/index.ts'
import { buildStaff } from '../../../test/builders/index.ts'
import { asSystem, testDatabase } from '../../../test/database.ts'
import { seeOneState } from '../../platform/db/index.ts'
import { amountOf, decideHousehold } from '../decisions/decide.ts'
import { listEntitled } from '../rosters/medical-insurance.ts'
import { householdOn, loadHistory } from '../households/history.ts'
import { openSimulation } from '../index.ts'
import type { Scheme } from './comparison/schemes.ts'
import { compareSchemes } from './service.ts'
import { findSimulator } from './simulator.ts'
import { idText } from './snapshot/keys.ts'

const database = await testDatabase()
const { owner } = database
const TODAY = '2017-09-01'
await loadCity(owner, { residents: 20_000, today: TODAY })
const folder = mkdtempSync(join(tmpdir(), 'haihe-named-'))
const close = openSimulation(folder)
after(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})
const officer = await owner.begin((tx) => buildStaff(tx, { role: 'policy_officer', area: '12' }))
const destitute = 'extreme-poverty-support'
const subsistence = 'minimum-living-guarantee'

const supported = await owner<{ household_id: string }[]>`
  select household_id from entitlement where programme_id = ${destitute} and valid @> ${TODAY}::date
  order by household_id`
const [{ household_id: mixed }] = supported as unknown as [{ household_id: string }]
/** A poor person who lived alone moves in with somebody who is supported. */
const [poor] = await owner<{ person_id: string; amount: string }[]>`
  select m.person_id, e.amount from entitlement e
  join household_member m on m.household_id = e.household_id and m.valid @> ${TODAY}::date
  join household h on h.household_id = e.household_id
  where e.programme_id = ${subsistence} and e.valid @> ${TODAY}::date and h.register_kind = 'urban'
    and (select count(*) from household_member o where o.household_id = e.household_id and o.valid @> ${TODAY}::date) = 1
  order by m.person_id limit 1`
await owner`
  update household_member set valid = daterange(lower(valid), ${TODAY}::date), changed_at = now()
  where person_id = ${poor!.person_id} and valid @> ${TODAY}::date`
await owner`
  insert into household_member (household_id, person_id, relation, valid, division_code)
  select ${mixed}, ${poor!.person_id}, 'spouse', daterange(${TODAY}::date, null), division_code
  from household where household_id = ${mixed}`

const refresh = () =>
  database.as(asSystem(), async (act) => {
    await seeOneState(act.tx)
    return findSimulator()!.snapshots.refresh(act.tx, TODAY, 0)
  })
await refresh()

const now: Scheme = { date: TODAY, changes: [], versions: {} }
async function compare(then: Scheme, population: 'receiving' | 'all' = 'all') {
  const view = await database.as(officer, (act) =>
    compareSchemes(act, { before: now, after: then, population }),
  )
  assert.ok('total' in view)
  return view
}
const ofProgramme = (view: Awaited<ReturnType<typeof compare>>, id: string) =>
  view.programmes.find(({ programme_id }) => programme_id === id)!

test('who is supported by name is in the comparison: the law of the day gives what was determined', async () => {
  assert.ok(supported.length > 3)
  const view = await compare(now, 'receiving')
  const found = ofProgramme(view, destitute)
  assert.equal(found.households_before, supported.length)
  const [{ sum }] = await owner<[{ sum: string }]>`
    select sum(amount) as sum from entitlement where programme_id = ${destitute} and valid @> ${TODAY}::date`
  assert.equal(found.before, String(sum))
  const { snapshot, before } = findSimulator()!.comparisons.find(view.comparison_id)!
  const { amount } = before.programmes.find(({ programme_id }) => programme_id === destitute)!
  assert.deepEqual(amount, snapshot.determined[destitute])
  assert.equal(view.unknown, 0)
})

test('each of them gets what the own decision gives, household by household', async () => {
  const { comparison_id } = await compare(now)
  const { snapshot, before } = findSimulator()!.comparisons.find(comparison_id)!
  const { amount } = before.programmes.find(({ programme_id }) => programme_id === destitute)!
  const rowOf = new Map(
    Array.from({ length: snapshot.households }, (_, row) => [idText(snapshot.household_ids, row * 16), row]),
  )
  for (const { household_id } of supported) {
    const decided = await database.as(asSystem(), async (act) => {
      const on = householdOn(await loadHistory(act, household_id), { holding_on: TODAY, known_on: TODAY })
      return decideHousehold(getProgramme(destitute), on, TODAY).decision
    })
    assert.equal(BigInt(amount[rowOf.get(household_id)!]!), amountOf(decided))
  }
})

test('a higher amount for them is counted, for each once, and touches nobody else', async () => {
  const changes = ['urban', 'rural_home', 'rural_institution'].map((kind) => ({
    parameter: `destitute_living_${kind}`,
    value: '2000',
  }))
  const view = await compare({ ...now, changes })
  assert.equal(view.total.gaining, supported.length)
  assert.equal(ofProgramme(view, destitute).households_after, supported.length)
  const others = view.programmes.filter(({ programme_id }) => programme_id !== destitute)
  for (const each of others) assert.equal(each.before, each.after)
  const rises = await owner<{ rise: string }[]>`
    select sum(200000 - b.amount) as rise from entitlement e join determination_beneficiary b using (determination_id)
    where e.programme_id = ${destitute} and e.valid @> ${TODAY}::date and b.amount_name = 'basic_living'`
  assert.equal(view.total.difference, String(rises[0]!.rise))
})

test('whoever is supported is no member for the household’s programmes; the rest of the household is', async () => {
  const { comparison_id, snapshot: shown } = await compare(now)
  const { snapshot, pair, before } = findSimulator()!.comparisons.find(comparison_id)!
  const on = await database.as(asSystem(), async (act) =>
    householdOn(await loadHistory(act, mixed), { holding_on: TODAY, known_on: TODAY }),
  )
  const alone = amountOf(decideHousehold(getProgramme(subsistence), on, TODAY).decision)
  assert.ok(alone !== null && alone > 0n)
  const row = Array.from({ length: snapshot.households }, (_, at) => at).find(
    (at) => idText(snapshot.household_ids, at * 16) === mixed,
  )!
  const of = (id: string) => before.programmes.find(({ programme_id }) => programme_id === id)!.amount[row]!
  assert.equal(BigInt(of(subsistence)), alone)
  assert.equal(pair.before.total[row], of(subsistence) + of(destitute))
  // Where all are supported, the household has nothing else.
  const bits = [subsistence, destitute].map((id) =>
    before.programmes.findIndex(({ programme_id }) => programme_id === id),
  )
  for (let at = 0; at < snapshot.households; at++)
    if (snapshot.emptied[at] === 1) assert.equal(pair.before.fits[at], 1 << bits[1]!)
  const [{ residents }] = await owner<[{ residents: number }]>`
    select count(*)::int as residents from household_member where valid @> ${TODAY}::date`
  assert.equal(shown.people, residents)
})

test('whose premium is paid is counted as the roster is drawn up, and follows who fits', async () => {
  const rows = await owner<{ household_id: string }[]>`
    select distinct household_id from entitlement where valid @> ${TODAY}::date`
  const household_ids = rows.map(({ household_id }) => household_id)
  const { entries } = await database.as(asSystem(), (act) => listEntitled(act, { household_ids, year: 2017 }))
  // The one who moved in fits by the law of the day, and nobody has granted it anew.
  assert.ok(entries.every(({ person_id }) => person_id !== poor!.person_id))
  const same = await compare(now, 'receiving')
  assert.equal(same.subsidised?.people_before, entries.length + 1)
  assert.equal(same.subsidised?.people_after, entries.length + 1)
  const changes = ['urban', 'rural'].map((kind) => ({
    parameter: `subsistence_standard_${kind}`,
    value: '1300',
  }))
  const more = await compare({ ...now, changes })
  assert.ok(more.subsidised!.people_after > more.subsidised!.people_before)
})

test('read again from the files, and brought up to date when one of them leaves, it is what a whole reading gives', async () => {
  const before = await compare(now)
  const gone = supported[1]!.household_id
  await owner`
    insert into determination (household_id, programme_id, division_code, decided_on, effective_from, outcome, amount,
      member_count, law_version, receipt, receipt_hash, reason, supersedes)
    select household_id, programme_id, division_code, ${TODAY}, ${TODAY}, 'ineligible', 0, 0, law_version, receipt,
      receipt_hash, '测试', determination_id
    from determination d where household_id = ${gone} and programme_id = ${destitute}
      and not exists (select from determination s where s.supersedes = d.determination_id)`
  const { whole } = await refresh()
  assert.equal(whole, false)
  const then = await compare(now)
  assert.equal(
    ofProgramme(then, destitute).households_before,
    ofProgramme(before, destitute).households_before - 1,
  )
  assert.equal(then.snapshot.people, before.snapshot.people)
})

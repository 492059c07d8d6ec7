/** A draft of the rules over a city in which some of the poor have found work. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadCity } from '../../../city/load.ts'
import { asSystem, testDatabase } from '../../../test/database.ts'
import { buildStaff } from '../../../test/builders/index.ts'
import { seeOneState } from '../../platform/db/index.ts'
import { amountOf, decideHousehold } from '../decisions/decide.ts'
import { householdOn, loadHistory } from '../households/history.ts'
import { openSimulation } from '../index.ts'
import { listSimulated, programmeUnder } from './comparison/schemes.ts'
import type { Scheme } from './comparison/schemes.ts'
import { compareSchemes } from './service.ts'
import { findSimulator } from './simulator.ts'

const database = await testDatabase()
const { owner } = database
const TODAY = '2017-09-01'
await loadCity(owner, { residents: 3000, today: TODAY })
// Where means are known, all live on what the head earns: from 0.9 to 1.8 times the standard a person.
await owner`
  insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind, source_name, division_code)
  select m.person_id, 'person', m.household_id, name, daterange(${TODAY}::date, null), ${TODAY},
    case when m.relation <> 'head' or name = 'transfer_income' or name = 'business_income' then 0
      when name = 'employed' then 1 else size * (77400 + place % 10 * 8600) end, 'register', '社会保险', m.division_code
  from (select household_id, count(*) as size, row_number() over (order by household_id) as place
    from household_member where valid @> ${TODAY}::date and household_id in (
      select subject_id from fact where name = 'financial_assets') group by household_id) known
  join household_member m on m.household_id = known.household_id and m.valid @> ${TODAY}::date,
    unnest(array['employed', 'wage_income', 'transfer_income', 'business_income']) as name`
await owner`
  insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind, source_name, division_code)
  select household_id, 'household', household_id, 'hardship_agreed', daterange(${TODAY}::date, null), ${TODAY}, 1, 'visit', '入户', division_code
  from household where household_id in (select subject_id from fact where name = 'financial_assets')`
const folder = mkdtempSync(join(tmpdir(), 'haihe-draft-'))
const close = openSimulation(folder)
after(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})
const officer = await owner.begin((tx) => buildStaff(tx, { role: 'policy_officer', area: '12' }))

const now: Scheme = { date: TODAY, changes: [], versions: {} }
const version = 'earned-income-draft'
const both = { 'minimum-living-guarantee': version, 'low-income-household-aid': version }
const schemes: Record<string, Scheme> = {
  'both programmes by the draft': { ...now, versions: both },
  'the draft with a value of its own': {
    ...now,
    versions: both,
    changes: [{ parameter: 'earned_income_deduction', value: '60%' }],
  },
  'the draft with a standard beside it': {
    ...now,
    versions: both,
    changes: ['urban', 'rural'].map((kind) => ({ parameter: `subsistence_standard_${kind}`, value: '920' })),
  },
  'one programme alone, which leaves no room for the other': {
    ...now,
    versions: { 'minimum-living-guarantee': version },
  },
}

/** The month of each household whose means are known, decided one by one; undefined where something is not. */
async function decideAll(scheme: Scheme): Promise<Map<string, bigint | undefined>> {
  const [subsistence, lowIncome] = listSimulated().map((each) => ({
    ...each,
    rules: programmeUnder(each, scheme),
  }))
  assert.deepEqual([subsistence?.id, lowIncome?.id], Object.keys(both))
  const rows = await owner<{ household_id: string }[]>`
    select distinct subject_id as household_id from fact where name = 'financial_assets'`
  return database.as(asSystem(), async (act) => {
    const decided = new Map<string, bigint | undefined>()
    for (const { household_id } of rows) {
      const on = householdOn(await loadHistory(act, household_id), { holding_on: TODAY, known_on: TODAY })
      const [first, second] = [subsistence!, lowIncome!].map((programme) =>
        amountOf(decideHousehold(programme, on, scheme.date).decision),
      )
      decided.set(household_id, (first === 0n ? second : first) ?? undefined)
    }
    return decided
  })
}

await database.as(asSystem(), async (act) => {
  await seeOneState(act.tx)
  await findSimulator()!.snapshots.refresh(act.tx, TODAY)
})

for (const [name, scheme] of Object.entries(schemes))
  test(`${name}: the city gets what each household is decided by it`, async () => {
    const view = await database.as(officer, (act) =>
      compareSchemes(act, { before: now, after: scheme, population: 'all', income_step: 10_000 }),
    )
    assert.ok('total' in view)
    const [before, then] = [await decideAll(now), await decideAll(scheme)]
    const total = { before: 0n, after: 0n, gaining: 0, losing: 0, new: 0, leaving: 0 }
    for (const [id, had] of before) {
      const has = then.get(id)
      if (had === undefined || has === undefined) continue
      total.before += had
      total.after += has
      total.gaining += Number(has > had)
      total.losing += Number(has < had)
      total.new += Number(had === 0n && has > 0n)
      total.leaving += Number(had > 0n && has === 0n)
    }
    assert.ok(total.gaining > 2, `${total.gaining} gain`)
    const { gaining, losing, leaving } = view.total
    assert.deepEqual(
      { before: view.total.before, after: view.total.after, gaining, losing, new: view.total.new, leaving },
      { ...total, before: String(total.before), after: String(total.after) },
    )
    // With the draft a hundred yuan of wage more leave something.
    assert.ok(view.cliffs)
  })

test('a draft’s value is no value of the law: without the draft it is refused', async () => {
  const changes = [{ parameter: 'earned_income_deduction', value: '50%' }]
  await assert.rejects(
    database.as(officer, (act) =>
      compareSchemes(act, { before: now, after: { ...now, changes }, population: 'all' }),
    ),
    { code: 'scheme_wrong' },
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { asResident, asStaff, firstDay, testDatabase } from '../../../../test/database.ts'
import { buildHousehold } from '../../../../test/builders/index.ts'
import { addDays } from '../../../platform/clock/index.ts'
import { listFactsAsOf, recordFact, recordFacts } from './index.ts'
import { insertFacts } from './queries.ts'

const database = await testDatabase()
const clerk = asStaff({ role: 'street_clerk', area: '120101001' })
const household = await database.owner.begin((tx) =>
  buildHousehold(tx, { members: [{ relation: 'head' }, { relation: 'spouse', sex: '2' }] }),
)
const neighbour = await database.owner.begin((tx) => buildHousehold(tx))
const [head, spouse] = household.members.map((member) => member.person_id) as [string, string]
const declared = { source_kind: 'declared' as const, source_name: '本人' }

test('what holds on a day is the latest thing known that holds then, on any day and as known on any day', async () => {
  const given = fc.record({
    from: fc.integer({ min: -300, max: 0 }),
    length: fc.option(fc.integer({ min: 0, max: 200 })),
    known: fc.integer({ min: -300, max: 0 }),
    value: fc.option(fc.bigInt({ min: 0n, max: 1_000_000n })),
  })
  const day = (offset: number) => addDays(firstDay, offset)
  await fc.assert(
    fc.asyncProperty(
      fc.array(given, { maxLength: 8 }),
      fc.integer({ min: -320, max: 20 }),
      fc.integer({ min: -320, max: 20 }),
      (facts, holding, known) =>
        database.inRollback((stage) =>
          stage.as(clerk, async (act) => {
            for (const fact of facts) {
              await recordFact(act, head, {
                ...declared,
                name: 'wage_income',
                valid_from: day(fact.from),
                valid_to: fact.length === null ? null : day(fact.from + fact.length),
                number_value: fact.value,
                known_on: day(fact.known),
              })
            }
            const holds = facts.filter(
              ({ from, length, known: at }) =>
                at <= known && from <= holding && (length === null || holding <= from + length),
            )
            // Of those known on one day the one that was recorded last counts.
            const expected = holds.reduce<(typeof holds)[number] | undefined>(
              (best, fact) => (best === undefined || fact.known >= best.known ? fact : best),
              undefined,
            )
            const rows = await listFactsAsOf(act, {
              subject_ids: [head, spouse],
              holding_on: day(holding),
              known_on: day(known),
            })
            assert.deepEqual(
              rows.map((row) => row.number_value),
              expected === undefined ? [] : [expected.value],
            )
          }),
        ),
    ),
    { numRuns: 40 },
  )
})

test('a whole household is asked in one statement', () =>
  database.inRollback((stage) =>
    stage.as(clerk, async (act) => {
      for (const subject of [head, spouse]) {
        await recordFact(act, subject, {
          ...declared,
          name: 'employed',
          number_value: 1n,
          valid_from: '2017-01-01',
        })
      }
      await recordFact(act, household.household_id, {
        ...declared,
        name: 'vehicle_count',
        number_value: 0n,
        valid_from: '2017-01-01',
      })
      const rows = await listFactsAsOf(act, {
        subject_ids: [household.household_id, head, spouse],
        holding_on: firstDay,
        known_on: firstDay,
      })
      assert.equal(rows.length, 3)
    }),
  ))

test('a fact can neither be changed nor deleted', () =>
  database.inRollback(async (stage) => {
    await stage.as(clerk, (act) =>
      recordFact(act, head, { ...declared, name: 'employed', number_value: 1n, valid_from: '2017-01-01' }),
    )
    for (const statement of ['update fact set number_value = 0', 'delete from fact']) {
      await assert.rejects(
        stage.as(clerk, (act) => act.tx.unsafe(statement)),
        { code: '42501' },
      )
    }
  }))

test('residents declare facts of their own household and of nobody else, whoever writes the statement', () =>
  database.inRollback(async (stage) => {
    const resident = asResident({ person_id: head, household_id: household.household_id })
    const fact = { ...declared, name: 'wage_income', number_value: 1n, valid_from: '2017-01-01' }
    const other = neighbour.members[0]?.person_id as string
    await stage.as(resident, (act) => recordFacts(act, spouse, [fact]))
    await assert.rejects(
      stage.as(resident, (act) => recordFacts(act, other, [fact])),
      { code: 'not_found' },
    )
    const row = {
      ...fact,
      subject_kind: 'person' as const,
      household_id: household.household_id,
      valid_to: null,
      known_on: firstDay,
      number_value: '1',
      code_value: null,
      source_reference: null,
      division_code: household.division_code,
    }
    const insert = (change: object) =>
      stage.as(resident, (act) => insertFacts(act.tx, [{ ...row, subject_id: spouse, ...change }]))
    await assert.rejects(insert({ subject_id: other }), { code: '42501' })
    await assert.rejects(insert({ division_code: '120105001001' }), { code: '42501' })
    await assert.rejects(insert({ source_kind: 'register' }), { code: '42501' })
    assert.equal((await insert({})).length, 1)
  }))

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Act, Caller } from '../../platform/act.ts'
import { buildDivision, buildHousehold, buildPerson, buildStaff } from '../../../test/builders/index.ts'
import { asStaff, asSystem, testDatabase } from '../../../test/database.ts'
import type { Stage } from '../../../test/database.ts'
import { createPerson, entitle, restrictPerson } from '../people/index.ts'
import { keptCountCommands } from '../../platform/kept-counts/index.ts'
import { recount as recountOf } from '../../platform/kept-counts/service.ts'
import { correctCounts, foldChanges, listResidentsByDivision } from './queries.ts'
import './index.ts'

const database = await testDatabase()
const scope = { division_code: '12', digits: 6, as_of: '2017-09-01' }
const leader = asStaff({ role: 'leader', area: '12' })

async function seenBy(stage: Stage, caller: Caller, asked = scope): Promise<Record<string, bigint>> {
  const rows = await stage.as(caller, (act) => listResidentsByDivision(act.tx, asked))
  return Object.fromEntries(rows.map((row) => [row.division_code, row.value]))
}

test('a restricted person is counted for those who may see the record, and for nobody else', () =>
  database.inRollback(async (stage) => {
    const { members } = await buildHousehold(stage.tx, {
      members: [{ relation: 'head' }, { relation: 'child', birth_date: '2010-05-04' }],
    })
    const approver = await buildStaff(stage.tx, { role: 'district_approver', area: '120101' })
    const colleague = await buildStaff(stage.tx, { role: 'district_approver', area: '120101' })
    const { person_id } = members[1]!
    const counts = async () => [
      await seenBy(stage, approver),
      await seenBy(stage, colleague),
      await seenBy(stage, leader),
    ]
    const [two, one] = [{ '120101': 2n }, { '120101': 1n }]
    assert.deepEqual(await counts(), [two, two, two])
    const reason = '收养保密'
    await stage.as(approver, (act) => restrictPerson(act, person_id, { restricted: true, reason }))
    assert.deepEqual(await counts(), [two, one, one])
    await foldChanges(stage.tx)
    assert.deepEqual(await counts(), [two, one, one])
    const { account_id } = colleague
    await stage.as(approver, (act) => entitle(act, person_id, { account_id, entitled: true, reason }))
    assert.deepEqual(await counts(), [two, two, one])
    await stage.as(approver, (act) => restrictPerson(act, person_id, { restricted: false, reason }))
    assert.deepEqual(await counts(), [two, two, two])
  }))

test('an area counts itself: neither the counts nor what is still to be folded tell of a neighbour', () =>
  database.inRollback(async (stage) => {
    await buildPerson(stage.tx, { division_code: '120101001001' })
    await buildPerson(stage.tx, { division_code: '120102001001' })
    const district = asStaff({ role: 'district_approver', area: '120101' })
    for (const folded of [false, true]) {
      if (folded) await foldChanges(stage.tx)
      assert.deepEqual(await seenBy(stage, leader), { '120101': 1n, '120102': 1n })
      assert.deepEqual(await seenBy(stage, district), { '120101': 1n })
      assert.deepEqual(await seenBy(stage, district, { ...scope, division_code: '120102' }), {})
      const rows = await stage.as(
        district,
        (act) =>
          act.tx`select division_code from resident_count union all select division_code from resident_change`,
      )
      assert.deepEqual(
        rows.map((row) => row['division_code'] as string),
        ['120101001001'],
      )
    }
  }))

test('what lay in an ended county is counted for the district that carries on', () =>
  database.inRollback(async (stage) => {
    await buildPerson(stage.tx, { division_code: '120225001001' })
    await buildDivision(stage.tx, '120119')
    await stage.tx`
      update division set valid = '[,2016-07-28)', successor_code = '120119' where division_code = '120225'`
    assert.deepEqual(await seenBy(stage, leader), { '120119': 1n })
  }))

test('a count that was forgotten is found, corrected, written down, and said', () =>
  database.inRollback(async (stage) => {
    await buildPerson(stage.tx, { division_code: '120101001001' })
    const { person_id } = await buildPerson(stage.tx, { division_code: '120101001002' })
    await foldChanges(stage.tx)
    const residents = { name: 'residents', title: '常住人口', correct: ({ tx }: Act) => correctCounts(tx) }
    const recount = async () => [...(await stage.as(asSystem(), (act) => recountOf(act, residents)))]
    assert.deepEqual(await recount(), [])
    await stage.tx`update person set division_code = '120102003004' where person_id = ${person_id}`
    assert.deepEqual(await recount(), [
      { place: '120101001002', kept: 1n, counted: 0n },
      { place: '120102003004', kept: 0n, counted: 1n },
    ])
    const entries = await stage.tx<{ detail: { differences: unknown[] } }[]>`
      select detail from audit_entry where act = 'kept_count.correct'`
    assert.deepEqual(
      entries.map(({ detail }) => detail.differences.length),
      [2],
    )
    assert.deepEqual(await recount(), [])
    await assert.rejects(stage.as(leader, (act) => recountOf(act, residents)))
  }))

test('registrations in one community wait neither for each other nor for the folding, and all are counted', async (context) => {
  await database.owner.begin((tx) => buildDivision(tx, '120103001001'))
  const clerk = await database.owner.begin((tx) =>
    buildStaff(tx, { role: 'street_clerk', area: '120103001' }),
  )
  const given = { identity_number: null, nationality: null, telephone: null, division_code: '120103001001' }
  const counted = () =>
    database.as(leader, async (act) => {
      const rows = await listResidentsByDivision(act.tx, { ...scope, division_code: '120103' })
      return rows.reduce((sum, row) => sum + row.value, 0n)
    })
  await database.as(clerk, async (slow) => {
    await createPerson(slow, { ...given, name: '张一' })
    await database.as(clerk, (quick) => createPerson(quick, { ...given, name: '张二' }))
    assert.equal(await foldChanges(database.application), 1)
    assert.equal(await counted(), 1n)
  })
  assert.equal(await counted(), 2n)
  assert.equal(await foldChanges(database.application), 1)
  assert.equal(await counted(), 2n)

  const printed: string[] = []
  context.mock.method(console, 'log', (line: string) => printed.push(line))
  context.mock.method(console, 'error', (line: string) => printed.push(line))
  const recount = () =>
    keptCountCommands[0]?.run({
      arguments: [],
      database: async () => ({ target: database.target, schema: 'tianjin' }),
    })
  assert.equal(await recount(), 0)
  await database.owner`update resident_count set people = 7`
  assert.equal(await recount(), 1)
  assert.equal(await recount(), 0)
  assert.match(printed.join('\n'), /常住人口　120103001001　原记 7　清点 2　已改正/)
  assert.equal(await counted(), 2n)
})

/** The roster of the insured whose premium is paid, against an insurer that keeps its own book in a process of its own. */
import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, beforeEach, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { buildHousehold, buildStaff } from '../../../test/builders/index.ts'
import { openHouse } from '../../../test/client.ts'
import { asSystem, testDatabase } from '../../../test/database.ts'
import { startInsurer } from '../../../test/insurer.ts'
import { runJobs } from '../../../test/jobs.ts'
import { askForRoster } from '../../casework/rosters/drawing.ts'
import { findLatestDrawing } from '../../casework/rosters/drawing-queries.ts'
import { mindRosters, reconcileRoster, resendLines, sendRoster } from '../../casework/rosters/service.ts'
import { listLines, listReconciliations } from '../../casework/rosters/queries.ts'
import { approvePayment, confirmPayment, preparePayment } from '../../payments/institutions/service.ts'
import { listTrialBalance } from '../../payments/ledger/queries.ts'
import type { Act, Caller } from '../../platform/act.ts'
import { machineNow } from '../../platform/clock/index.ts'
import { exchangeModule, savePartners, usePartners } from '../../platform/exchange/index.ts'
import { benefitsModule } from '../index.ts'

const database = await testDatabase()
const server = await openHouse(database, [exchangeModule, benefitsModule])
await server.listen({ host: '127.0.0.1', port: 0 })
after(() => server.server.closeAllConnections())
const insurer = await startInsurer(`http://127.0.0.1:${(server.server.address() as AddressInfo).port}`)
const kind = 'medical-insurance-subsidy'
const owner = database.owner as unknown as Act['tx']
const hour = 3_600_000

let count = 100
/** A district of its own for each test, with two people of finance and one who draws rosters. */
async function district() {
  count += 1
  const division_code = `120${count}`
  const area = { area: division_code }
  const families = [await family(division_code, 'minimum-living-guarantee')]
  families.push(await family(division_code, 'low-income-household-aid'))
  return {
    division_code,
    families,
    chen: await buildStaff(owner, { role: 'district_approver', ...area }),
    neighbour: await buildStaff(owner, { role: 'district_approver', area: '120104' }),
    finance: await buildStaff(owner, { role: 'finance', ...area }),
    second: await buildStaff(owner, { role: 'finance', ...area }),
  }
}
type District = Awaited<ReturnType<typeof district>>

/** A couple on a benefit since the beginning of 2017. */
async function family(division_code: string, programme_id: string) {
  const household = await buildHousehold(owner, {
    division_code: `${division_code}001001`,
    members: [
      { relation: 'head', birth_date: '1970-01-01' },
      { relation: 'spouse', birth_date: '1971-01-01' },
    ],
  })
  const [head, spouse] = household.members.map((member) => member.person_id) as [string, string]
  for (const person_id of [head, spouse])
    for (const name of ['absent_as_clergy', 'in_prison', 'is_studying', 'lives_independently'])
      await owner`
        insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind, source_name, division_code)
        values (${person_id}, 'person', ${household.household_id}, ${name}, '[2010-01-01,)', '2017-01-01', 0, 'register', '登记', ${household.division_code})`
  const [made] = await owner<{ id: string }[]>`
    insert into determination (household_id, programme_id, division_code, decided_on, effective_from, outcome, amount,
      member_count, law_version, receipt, receipt_hash, reason)
    values (${household.household_id}, ${programme_id}, ${household.division_code}, '2017-01-01', '2017-01-01', 'eligible', 10000, 2,
      'test', '{}', '\\x00', '测试') returning determination_id as id`
  await owner`
    insert into entitlement (household_id, programme_id, determination_id, payee_id, amount, member_count, valid, division_code)
    values (${household.household_id}, ${programme_id}, ${made!.id}, ${head}, 10000, 2, '[2017-01-01,)', ${household.division_code})`
  return { household_id: household.household_id, head, spouse }
}

const as = <T>(who: Caller, work: (act: Act) => Promise<T>, now = machineNow()) =>
  database.as(who, work, { today: '2017-09-01', now })

const ask = ({ division_code, chen }: District, year = 2017, who: Caller = chen) =>
  as(who, (act) => askForRoster(act, { kind, year, division_code }))

const drawing = (of: District, roster_id: string) =>
  as(of.chen, async (act) => (await findLatestDrawing(act.tx, roster_id))!)

/** Asked for and drawn by the job: what came of it. */
async function drawn(of: District, year = 2017) {
  const { roster_id } = await ask(of, year)
  await runJobs(database)
  const { joins, leaves, dropped, hidden } = await drawing(of, roster_id)
  return { roster_id, joins, leaves, dropped, hidden }
}

/** Until nothing is under way on the line. */
async function settled(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    await runJobs(database)
    const [row] = await database.owner<{ open: number }[]>`
      select count(*)::int as open from exchange_request where state in ('waiting', 'accepted')`
    if (row?.open === 0) return
    await delay(50)
  }
  assert.fail('the requests do not come to an end')
}

const lines = (of: District, roster_id: string) =>
  as(of.chen, (act) => listLines(act.tx, { roster_id, state: null, limit: null, offset: 0 }))
const states = async (of: District, roster_id: string) =>
  (await lines(of, roster_id)).map((line) => line.state).toSorted()
const booksOf = async ({ division_code }: District) =>
  (await insurer.enrolled()).filter((each) => each.roster.endsWith(division_code))

beforeEach(async () => {
  insurer.play({})
  usePartners([insurer.partner])
  await savePartners(database.owner, [insurer.partner])
  await database.owner`update exchange_partner set faults = 0, open_until = null, probe_until = null`
})

test('everybody whose premium the law pays is on the roster once, is acknowledged by line, and is paid for in one sum', async () => {
  const of = await district()
  const { roster_id, joins } = await drawn(of)
  assert.equal(joins, 4)
  assert.deepEqual(await drawn(of), { roster_id, joins: 0, leaves: 0, dropped: 0, hidden: 0 })
  await assert.rejects(
    as(of.finance, (act) => sendRoster(act, { roster_id })),
    { code: 'case_not_yours' },
  )
  await assert.rejects(
    as(of.neighbour, (act) => sendRoster(act, { roster_id })),
    { status: 404 },
  )
  assert.equal(await as(of.chen, (act) => sendRoster(act, { roster_id })), 4)
  assert.deepEqual(await states(of, roster_id), ['sent', 'sent', 'sent', 'sent'])
  await settled()
  const acknowledged = await lines(of, roster_id)
  assert.deepEqual(
    acknowledged.map((line) => [line.state, line.amount]),
    Array.from({ length: 4 }, () => ['accepted', 33_000n]),
  )
  assert.equal((await booksOf(of)).length, 4)
  await assert.rejects(
    as(of.chen, (act) => sendRoster(act, { roster_id })),
    { code: 'roster_nothing_to_send' },
  )

  const prepared = await as(of.finance, (act) => preparePayment(act, { roster_id }))
  assert.deepEqual([prepared.line_count, prepared.amount], [4, 132_000n])
  await assert.rejects(
    as(of.finance, (act) => preparePayment(act, { roster_id })),
    { code: 'institution_nothing_due' },
  )
  await assert.rejects(
    as(of.finance, (act) => approvePayment(act, prepared)),
    { code: 'payroll_self_approval' },
  )
  const approved = await as(of.second, (act) => approvePayment(act, prepared))
  await as(of.finance, (act) => confirmPayment(act, { ...approved, bank_reference: '示例 0001' }))
  const books = await as(of.finance, (act) =>
    listTrialBalance(act.tx, { division_code: of.division_code, until: '2099-01-01' }),
  )
  const balance = Object.fromEntries(books.map((row) => [row.code, row.balance]))
  assert.deepEqual([balance['assistance_expense'], balance['assistance_fund']], [132_000n, -132_000n])
  assert.equal(
    books.reduce((sum, row) => sum + row.balance, 0n),
    0n,
  )
})

test('lines that the insurer does not take say why; those that it puts off are asked about again until they are final', async () => {
  const of = await district()
  insurer.play({ reject_every: 3, put_off_every: 2, put_off_times: 1 })
  const { roster_id } = await drawn(of)
  await as(of.chen, (act) => sendRoster(act, { roster_id }))
  await settled()
  const first = await states(of, roster_id)
  assert.ok(first.includes('pending') && !first.includes('failed'), first.join())
  const soon = new Date(Date.parse(machineNow()) + 11 * 60_000).toISOString()
  const minded = await as(asSystem(), mindRosters, soon)
  assert.deepEqual(
    [minded.failed, minded.asked_again],
    [0, first.filter((each) => each === 'pending').length],
  )
  await settled()
  const final = await lines(of, roster_id)
  assert.ok(final.every((line) => line.state === 'accepted' || line.state === 'rejected'))
  const rejected = final.filter((line) => line.state === 'rejected')
  assert.ok(rejected.length > 0)
  assert.ok(rejected.every((line) => line.reason === '姓名与参保登记不符'))
  const prepared = await as(of.finance, (act) => preparePayment(act, { roster_id }))
  assert.equal(prepared.line_count, final.length - rejected.length)
})

test('without a final acknowledgement in its hours a line is shown as failed, and sent again it counts once', async () => {
  const of = await district()
  // The insurer takes it into its book, and its answer never comes.
  insurer.play({ requests: [{ does: 'silent' }] })
  const { roster_id } = await drawn(of)
  await as(of.chen, (act) => sendRoster(act, { roster_id }))
  const before = new Date(Date.parse(machineNow()) + 47 * hour).toISOString()
  assert.equal((await as(asSystem(), mindRosters, before)).failed, 0)
  const overdue = new Date(Date.parse(machineNow()) + 49 * hour).toISOString()
  assert.equal((await as(asSystem(), mindRosters, overdue)).failed, 4)
  const failed = await lines(of, roster_id)
  assert.ok(failed.every((line) => line.state === 'failed' && line.reason === '到时没有最终回执'))
  await assert.rejects(
    as(of.finance, (act) => preparePayment(act, { roster_id })),
    { code: 'institution_nothing_due' },
  )
  insurer.play({ requests: [{ does: 'duplicate' }] })
  await database.owner`update exchange_request set state = 'cancelled', finished_on = '2017-09-01', finished_at = now()
    where state in ('waiting', 'accepted')`
  assert.equal(await as(of.chen, (act) => resendLines(act, { roster_id, line_ids: null })), 4)
  await settled()
  assert.deepEqual(await states(of, roster_id), ['accepted', 'accepted', 'accepted', 'accepted'])
  assert.equal((await booksOf(of)).length, 4)
  const prepared = await as(of.finance, (act) => preparePayment(act, { roster_id }))
  assert.equal(prepared.amount, 132_000n)
})

test('who stops belonging leaves by a line of its own, who comes joins, and nothing is sent for the rest', async () => {
  const of = await district()
  const { roster_id } = await drawn(of)
  await as(of.chen, (act) => sendRoster(act, { roster_id }))
  await settled()
  await database.owner`
    update entitlement set valid = daterange('2017-01-01', '2017-09-01') where household_id = ${of.families[0]!.household_id}`
  await family(of.division_code, 'minimum-living-guarantee')
  const again = await drawn(of)
  assert.deepEqual([again.joins, again.leaves], [2, 2])
  assert.equal(await as(of.chen, (act) => sendRoster(act, { roster_id })), 4)
  await settled()
  assert.equal((await booksOf(of)).length, 4)
  assert.equal((await lines(of, roster_id)).filter((line) => line.act === 'leave').length, 2)
  await as(of.chen, (act) => reconcileRoster(act, { roster_id }))
  await settled()
  const [same] = await as(of.chen, (act) => listReconciliations(act.tx, roster_id))
  assert.deepEqual([same?.ours, same?.theirs, same?.differences], [8, 8, []])
})

test('what one side has in its book and the other has not is found', async () => {
  const of = await district()
  const { roster_id } = await drawn(of)
  await as(of.chen, (act) => sendRoster(act, { roster_id }))
  await settled()
  const [lost] = await lines(of, roster_id)
  await database.owner`
    update roster_line set state = 'failed', amount = null, receipt = null, reason = '到时没有最终回执'
    where roster_line_id = ${lost!.roster_line_id}`
  await as(of.chen, (act) => reconcileRoster(act, { roster_id }))
  await settled()
  const [found] = await as(of.chen, (act) => listReconciliations(act.tx, roster_id))
  assert.deepEqual([found?.ours, found?.theirs], [3, 4])
  assert.deepEqual(found?.differences, [{ roster_line_id: lost!.roster_line_id, where: 'only_theirs' }])
})

test('a roster is drawn for this year and the next, in one’s own district, by whoever may', async () => {
  const of = await district()
  await assert.rejects(ask(of, 2016), { code: 'roster_year' })
  await assert.rejects(ask(of, 2019), { code: 'roster_year' })
  assert.equal((await drawn(of, 2018)).joins, 4)
  await assert.rejects(ask(of, 2017, of.neighbour), { status: 404 })
  await assert.rejects(ask(of, 2017, of.finance), { code: 'case_not_yours' })
})

test('while a roster is drawn it says how far it is, and asked for again it is drawn once', async () => {
  const of = await district()
  const { roster_id } = await ask(of)
  assert.equal((await ask(of)).roster_id, roster_id)
  const waiting = await drawing(of, roster_id)
  assert.deepEqual(
    [waiting.state, waiting.households_done, (await lines(of, roster_id)).length],
    ['waiting', 0, 0],
  )
  await runJobs(database)
  const done = await drawing(of, roster_id)
  assert.equal(done.roster_drawing_id, waiting.roster_drawing_id)
  assert.deepEqual([done.state, done.household_count, done.households_done, done.joins], ['done', 2, 2, 4])
  assert.equal((await lines(of, roster_id)).length, 4)
})

test('households with somebody whom the drawer may not see are counted and not listed', async () => {
  const of = await district()
  await database.owner`update person set restricted = true where person_id = ${of.families[0]!.spouse}`
  const { joins, hidden } = await drawn(of)
  assert.deepEqual([joins, hidden], [2, 1])
})

test('whoever has left the post draws nothing any more, and the roster says why', async () => {
  const of = await district()
  const { roster_id } = await ask(of)
  await database.owner`
    update post set valid = daterange(lower(valid), '2017-09-01') where post_id = ${of.chen.post_id}`
  await runJobs(database)
  const failed = await drawing(of, roster_id)
  assert.equal(failed.state, 'failed')
  assert.match(failed.failure ?? '', /^要求编制的人已不在这个岗位。请/)
  assert.equal((await lines(of, roster_id)).length, 0)
})

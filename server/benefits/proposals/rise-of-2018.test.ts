import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadCity } from '../../../city/load.ts'
import { buildStaff } from '../../../test/builders/index.ts'
import { asSystem, testDatabase } from '../../../test/database.ts'
import { runJobs } from '../../../test/jobs.ts'
import { openSimulation } from '../index.ts'
import { reachOutAfterStandard } from '../outreach/after-standard.ts'
import { declineOutreach, listOutreach } from '../outreach/service.ts'
import { readLaw } from './current-law.ts'
import { listChangeable } from './parameters.ts'
import { approveProposal, listProposals, submitProposal, viewProposal } from './service.ts'

const database = await testDatabase()
const { owner } = database
await loadCity(owner, { residents: 3000, today: '2017-09-01' })
await readLaw(owner)
const folder = mkdtempSync(join(tmpdir(), 'haihe-rise-'))
const close = openSimulation(folder)
after(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

const build = (staff: Parameters<typeof buildStaff>[1]) =>
  owner.begin((tx) => buildStaff(tx, staff)) as ReturnType<typeof buildStaff>
const leader = await build({ role: 'leader', area: '12', display_name: '周建国' })
const worker = await build({ role: 'community_worker', area: '12' })
const page = { limit: 50, offset: 0 }
const on = (day: string) => ({ today: day, now: `${day}T02:00:00.000Z` })
const standardOn = (day: string) =>
  listChangeable(day, '12').find(({ parameter }) => parameter === 'subsistence_standard_urban')?.value

const [drafted] = (await database.as(leader, (act) => listProposals(act, page))).rows
const { proposal_id } = drafted!

test('the demonstration city lives before the rise of 2018, which lies as a draft with every value of the day', async () => {
  assert.equal(drafted?.title, '二〇一八年救助标准调整')
  assert.equal(drafted?.state, 'draft')
  const { values } = await database.as(leader, (act) => viewProposal(act, proposal_id))
  const written = (name: string) => values.find(({ parameter }) => parameter === name)
  assert.deepEqual(
    [written('subsistence_standard_urban')?.before, written('subsistence_standard_urban')?.value],
    ['860', '920'],
  )
  assert.deepEqual(
    [written('low_income_aid_urban')?.before, written('low_income_aid_urban')?.value],
    ['258', '276'],
  )
  assert.equal(standardOn('2018-03-31'), '860')
  assert.equal(standardOn('2018-04-01'), '860')
})

/** The city's own policy officer. */
async function drafter(): Promise<typeof leader> {
  const [{ prepared_by }] = await owner<[{ prepared_by: string }]>`
    select prepared_by from proposal where proposal_id = ${proposal_id}`
  return { ...leader, account_id: prepared_by, role: 'policy_officer' }
}

test('approved by another person, the rise is law from its day on and not a day before', async () => {
  const version = async () =>
    (await owner<[{ version: number }]>`select version from proposal where proposal_id = ${proposal_id}`)[0]
      .version
  await database.as(await drafter(), async (act) =>
    submitProposal(act, { proposal_id, version: await version() }),
  )
  await database.as(leader, async (act) => approveProposal(act, { proposal_id, version: await version() }))
  await readLaw(owner)
  assert.equal(standardOn('2018-03-31'), '860')
  assert.equal(standardOn('2018-04-01'), '920')
})

const found = async () =>
  (await database.as(worker, (act) => listOutreach(act, page), on('2018-03-01'))).rows.filter(
    ({ reason }) => reason === 'new_standard',
  )

test('whoever the rise lets in is found once and asked, by the law of its day', async () => {
  assert.equal((await found()).length, 0)
  await runJobs(database, '2018-03-01')
  const first = await found()
  assert.ok(first.length > 0)
  for (const row of first) {
    assert.equal(row.reason_title, '标准提高')
    assert.equal(row.happened_on, '2018-04-01')
    assert.equal(row.outcome, 'eligible')
  }
  await again()
  assert.deepEqual(await found(), first)
})

const again = () =>
  reachOutAfterStandard(
    {
      act: (work) => database.as(asSystem(), work, on('2018-03-01')),
      signal: new AbortController().signal,
    },
    '2018-04-01',
  )

test('who said no to this rise is not asked again for it', async () => {
  const [one] = await found()
  const declined = { outreach_id: one!.outreach_id, note: '不需要' }
  await database.as(worker, (act) => declineOutreach(act, declined), on('2018-03-02'))
  await again()
  const rows = (await found()).filter(({ household_id }) => household_id === one!.household_id)
  assert.deepEqual(
    rows.filter(({ programme_id }) => programme_id === one!.programme_id).map(({ state }) => state),
    ['declined'],
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { runJobs } from '../../../../test/jobs.ts'
import {
  applied,
  as,
  bring,
  database,
  factsOf,
  look,
  noCars,
  noMoney,
  reply,
  sources,
  start,
  until,
  versionOf,
} from '../../../../test/means.ts'
import { readReport, sealMeansCheck, stopAsking, withdrawAuthorisation } from '../../index.ts'

test('withdrawn half-way: what is asked is called off, nothing further leaves the house, what arrives is not used', async () => {
  sources.play({ deposits: [{ does: 'later', seconds: 600 }], tax: [{ does: 'down' }] })
  const the = await applied()
  const means_check_id = await start(the)
  await until(the, ({ means_check }) => means_check!.sources_running === 2)
  await as(the.husband, (act) =>
    withdrawAuthorisation(act, { case_id: the.case_id, person_id: the.spouse, file_id: null }),
  )
  const open = await database.owner`
    select from exchange_request r join means_check c on c.means_check_id = r.subject_id
    where c.case_id = ${the.case_id} and r.state in ('waiting', 'accepted')`
  assert.equal(open.length, 0)
  assert.equal(await bring(means_check_id, 'deposits', noMoney), 'late')
  await runJobs(database)
  const view = await look(the)
  assert.equal(view.means_check?.state, 'stopped')
  assert.ok(view.means_check!.answers.every((each) => each.source !== 'deposits' || !each.answered))
  assert.equal(view.preview?.outcome, 'incomplete')
  const said = await database.owner`
    select from means_check_detail d join means_check c using (means_check_id)
    where c.case_id = ${the.case_id} and (d.person_id is null or d.person_id = ${the.spouse})`
  assert.equal(said.length, 0)
})

test('while answers arrive somebody withdraws: whichever comes first, in the end nothing of it is used', async () => {
  for (let round = 0; round < 6; round += 1) {
    const the = await applied()
    await start(the)
    const [, withdrawn] = await Promise.all([
      runJobs(database),
      delay(round * 60).then(() =>
        as(the.husband, (act) =>
          withdrawAuthorisation(act, { case_id: the.case_id, person_id: the.spouse, file_id: null }),
        ).then(() => 'withdrawn'),
      ),
    ])
    assert.equal(withdrawn, 'withdrawn')
    await runJobs(database)
    const view = await look(the)
    assert.equal(view.means_check?.state, 'stopped')
    const used = view.means_check!.answers.filter(
      (each) => each.answered && (each.person_id === the.spouse || each.person_id === null),
    )
    assert.deepEqual(used, [])
    assert.equal((await factsOf(the, 'financial_assets'))[0]?.number_value, null)
    assert.equal(view.preview?.outcome, 'incomplete')
  }
})

test('a late answer that meets the seal is either in the report or nowhere', async () => {
  for (let round = 0; round < 6; round += 1) {
    const the = await applied()
    sources.play({ vehicles: [{ does: 'down' }] })
    const means_check_id = await start(the)
    await until(the, ({ means_check }) => means_check!.sources_running === 1)
    await reply(the)
    sources.play({})
    const version = await versionOf(the)
    const sealing = async () => {
      await as(the.clerk, (act) => stopAsking(act, { means_check_id, version, source: 'vehicles' }))
      await as(the.clerk, (act) => sealMeansCheck(act, { means_check_id, version: version + 1 }))
    }
    const [sealed, brought] = await Promise.allSettled([
      delay(round * 3).then(sealing),
      delay((5 - round) * 3).then(() => bring(means_check_id, 'vehicles', noCars)),
    ])
    const taken_as = brought.status === 'fulfilled' ? brought.value : ''
    const cars = (await look(the)).means_check!.answers.find((each) => each.source === 'vehicles')!
    assert.equal(cars.answered, taken_as === 'counted')
    if (sealed.status === 'rejected') continue
    const report = await as(the.clerk, (act) => readReport(act, means_check_id))
    assert.equal(report.genuine, true)
    const said = report.sources.find((each) => each.source === 'vehicles')!.answers[0]!
    assert.equal(said.holds, taken_as === 'counted' ? 'no' : 'unknown')
  }
})

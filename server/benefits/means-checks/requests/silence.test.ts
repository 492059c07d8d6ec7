import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SOURCES, type Source } from '../../../../city/sources/protocol.ts'
import type { Deed } from '../../../../city/sources/script.ts'
import { papers } from '../../../../test/builders/story.ts'
import { asSystem } from '../../../../test/database.ts'
import {
  applied,
  as,
  database,
  look,
  reply,
  seal,
  settled,
  sourceOf,
  sources,
  start,
  until,
  versionOf,
} from '../../../../test/means.ts'
import { machineNow } from '../../../platform/clock/index.ts'
import { usePartners } from '../../../platform/exchange/index.ts'
import { mind } from '../../../platform/exchange/send.ts'
import { recordAnswers, stopAsking } from '../../index.ts'

/** What the household would be granted if the answers that are missing were "none". */
const silences: Deed[] = ['down', 'silent', 'wrong_format', 'unsigned', 'refuse', 'unknown', 'stale']

test('whatever sources are silent, however, the household is never eligible by their silence', async () => {
  const decisive: Source[] = [
    'social_insurance',
    'tax',
    'real_estate',
    'vehicles',
    'company_register',
    'deposits',
    'securities',
    'insurance',
  ]
  usePartners(
    sources.partners.map((each) => ({ ...each, timeout_milliseconds: 150, first_wait_milliseconds: 1 })),
  )
  const script = fc.dictionary(fc.constantFrom(...decisive), fc.constantFrom(...silences), {
    minKeys: 1,
    maxKeys: 4,
  })
  await fc.assert(
    fc.asyncProperty(script, async (silent) => {
      sources.play(Object.fromEntries(Object.entries(silent).map(([source, does]) => [source, [{ does }]])))
      await database.owner`update exchange_partner set faults = 0, open_until = null, probe_until = null`
      const the = await applied()
      const means_check_id = await start(the)
      const others = SOURCES.filter((source) => !(source in silent))
      const view = await until(the, ({ means_check }) =>
        others.every(
          (source) => means_check!.sources.find((each) => each.source === source)?.state === 'answered',
        ),
      )
      assert.notEqual(view.preview?.outcome, 'eligible', JSON.stringify(silent))
      for (const { source, state } of view.means_check!.sources)
        if (state === 'asked') {
          const version = await versionOf(the)
          await as(the.clerk, (act) => stopAsking(act, { means_check_id, version, source }))
        }
      const stopped = await look(the)
      assert.equal(stopped.preview?.outcome, 'incomplete', JSON.stringify(silent))
      await reply(the)
      await seal(the, means_check_id)
      assert.equal((await look(the)).preview?.outcome, 'incomplete', 'nor after it is sealed')
    }),
    { numRuns: 8 },
  )
})

test('a source that stays down fails by its time, the clerk is told, and a paper takes its place', async () => {
  sources.play({ tax: [{ does: 'down' }] })
  const the = await applied()
  const means_check_id = await start(the)
  await until(
    the,
    ({ means_check }) =>
      means_check!.sources_running === 1 && means_check!.sources.some((each) => each.attempts === 5),
  )
  const waiting = await sourceOf(the, 'tax')
  assert.deepEqual([waiting.state, waiting.last_fault_text], ['asked', '暂停服务'])
  const late = new Date(Date.parse(machineNow()) + 49 * 3_600_000).toISOString()
  await database.as(asSystem(), mind, { today: '2017-09-01', now: late })
  const failed = await sourceOf(the, 'tax')
  assert.deepEqual([failed.state, failed.fault_text], ['failed', '暂停服务'])
  const [told] = await database.owner`select title from message where account_id = ${the.clerk.account_id}`
  assert.equal(told?.['title'], '税务没有答复核对')
  assert.equal((await look(the)).preview?.outcome, 'incomplete')
  const version = await versionOf(the)
  const taxPapers = papers(the).filter((each) => each.source === 'tax')
  await as(the.clerk, (act) => recordAnswers(act, { means_check_id, version, answers: taxPapers }))
  const paper = await sourceOf(the, 'tax')
  assert.deepEqual([paper.state, paper.way, paper.as_of], ['answered', 'paper', '2017-08-31'])
  assert.equal((await look(the)).preview?.outcome, 'eligible')
})

test('when the sources are killed nothing is known of the household; once they are there again the same requests are answered', async () => {
  sources.play({})
  await sources.kill()
  const the = await applied()
  await start(the)
  const silent = await until(the, ({ means_check }) =>
    means_check!.sources.every((each) => each.last_fault_text === '连不上'),
  )
  assert.equal(silent.means_check?.sources_running, 10)
  assert.equal(silent.preview?.outcome, 'incomplete')
  await sources.comeBack()
  await database.owner`update exchange_partner set faults = 0, open_until = null, probe_until = null`
  await database.owner`update exchange_request set next_attempt_at = asked_at where state in ('waiting', 'accepted')`
  // What waited longest is taken up again by the job of each minute.
  const soon = new Date(Date.parse(machineNow()) + 11 * 60_000).toISOString()
  await database.as(asSystem(), mind, { today: '2017-09-01', now: soon })
  const view = await settled(the)
  assert.deepEqual([view.means_check?.sources_answered, view.preview?.outcome], [10, 'eligible'])
  assert.ok(view.means_check?.sources.every((each) => each.rounds === 1))
})

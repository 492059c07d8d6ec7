import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildStaff } from '../../../../test/builders/index.ts'
import {
  applied,
  as,
  database,
  look,
  settled,
  sources,
  start,
  until,
  versionOf,
  type Applied,
} from '../../../../test/means.ts'
import type { Caller } from '../../../platform/act.ts'
import { withdrawCase } from '../../../casework/index.ts'
import { askAgain } from '../../index.ts'
import { listUnsettled } from './service.ts'

const list = async (the: Applied, who: Caller = the.clerk, today?: string) => {
  const { rows } = await as(who, (act) => listUnsettled(act, { limit: 100, offset: 0 }), today)
  return rows.filter((row) => row.case_id === the.case_id)
}

test('what a source has not answered stands in the list with who sees to it and a date, until it is answered', async () => {
  sources.play({ tax: [{ does: 'down' }] })
  const the = await applied()
  await start(the)
  await until(the, (view) => (view.means_check?.sources_running ?? 10) === 1)
  const [waiting, ...others] = await list(the)
  assert.deepEqual(others, [])
  assert.deepEqual(
    [waiting?.source_title, waiting?.why, waiting?.overdue, waiting?.owner_name, waiting?.title],
    ['税务', 'waiting', false, '赵敏', '王桂兰'],
  )
  assert.equal(waiting?.due_on, (await look(the)).clock?.due_on)
  assert.ok(waiting?.final_by !== null)
  await database.owner`update exchange_request set final_by = asked_at - interval '1 minute' where state in ('waiting', 'accepted')`
  assert.equal(
    (await list(the))[0]?.overdue,
    true,
    'past its time it says so, until the minute’s job has failed it',
  )
  await database.owner`update exchange_request set final_by = asked_at + interval '2 days' where state in ('waiting', 'accepted')`
  sources.play({})
  await database.owner`update exchange_partner set faults = 0, open_until = null, probe_until = null`
  await database.owner`update exchange_request set next_attempt_at = asked_at where state in ('waiting', 'accepted')`
  await settled(the)
  assert.deepEqual(await list(the), [])
})

test('a source that refuses, or whose books are too old, stays in the list until somebody has asked again', async () => {
  sources.play({ tax: [{ does: 'refuse' }], vehicles: [{ does: 'stale' }] })
  const the = await applied()
  const means_check_id = await start(the)
  await settled(the)
  assert.deepEqual(
    (await list(the)).map((row) => [row.source, row.why, row.round]),
    [
      ['tax', 'failed', 1],
      ['vehicles', 'stale', 2],
    ],
  )
  sources.play({})
  for (const source of ['tax', 'vehicles'] as const) {
    const version = await versionOf(the)
    await as(the.clerk, (act) => askAgain(act, { means_check_id, version, source }))
  }
  await settled(the)
  assert.deepEqual(await list(the), [])
  const later = await list(the, the.clerk, '2018-01-15')
  assert.ok(later.length > 0 && later.every((row) => row.why === 'stale'), 'books grow old by themselves')
})

test('the list is the office’s own: not the neighbours’, not the resident’s, and no longer once the case is taken back', async () => {
  sources.play({ tax: [{ does: 'refuse' }] })
  const the = await applied()
  await start(the)
  await settled(the)
  const tx = database.owner as unknown as Parameters<typeof buildStaff>[0]
  const district = await buildStaff(tx, { role: 'district_approver', area: '120104' })
  const neighbour = await buildStaff(tx, { role: 'street_clerk', area: '120104009' })
  const finance = await buildStaff(tx, { role: 'finance', area: '120104' })
  assert.equal((await list(the, district)).length, 1)
  assert.equal((await list(the, neighbour)).length, 0)
  for (const who of [finance, the.resident])
    await assert.rejects(list(the, who), { code: 'case_not_yours', status: 403 })
  const { head } = await look(the)
  await as(the.resident, (act) =>
    withdrawCase(act, { case_id: the.case_id, version: head.version, reason: '' }),
  )
  assert.equal((await list(the)).length, 0)
})

import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { test } from 'node:test'
import { build, onVersion, toNotice } from '../../../test/builders/case.ts'
import { asPublic, asSystem, testDatabase } from '../../../test/database.ts'
import { committedStage } from '../../../test/builders/story.ts'
import { runCaseworkDay } from '../index.ts'
import { fileObjection, publishNotice } from './service.ts'

const database = await testDatabase()
const stage = committedStage(database)

test('an objection that comes while the notice is taken down is too late, and does not hold the next step', async () => {
  const built = await build(stage)
  const case_id = await toNotice(stage, built)
  const { notice_id } = await onVersion(
    stage,
    case_id,
    built.clerk,
    (act, version) => publishNotice(act, { case_id, version }),
    { today: '2017-09-06' },
  )
  let objection: Promise<unknown> | undefined
  await stage.as(
    asSystem(),
    async (act) => {
      assert.equal((await runCaseworkDay(act)).notices_ended, 1)
      objection = stage
        .as(
          asPublic,
          (late) =>
            fileObjection(late, { notice_id: notice_id!, text: '他家有汽车，没有申报', contact: null }),
          {
            today: '2017-09-13',
          },
        )
        .catch((error: unknown) => error)
      await delay(300)
    },
    { today: '2017-09-14' },
  )
  assert.equal(((await objection) as { code?: string }).code, 'notice_over')
  const [row] = await stage.tx<{ held_on: string | null }[]>`
    select held_on from case_file where case_id = ${case_id}`
  assert.equal(row?.held_on, null)
})

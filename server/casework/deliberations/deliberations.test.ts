import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { build, toNotice, onVersion } from '../../../test/builders/case.ts'
import { submitCase } from '../index.ts'
import { recordDeliberation } from './service.ts'
import { returnCase } from '../cases/service.ts'

const database = await testDatabase()

test('a deliberation needs two thirds representatives', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const case_id = await toNotice(stage, built)
    await onVersion(stage, case_id, built.clerk, (act, version) =>
      returnCase(act, { case_id, version, reason: '重新核实情况' }),
    )
    await onVersion(stage, case_id, built.clerk, (act, version) =>
      submitCase(act, { case_id, version, opinion: '' }),
    )
    const record = (representative_count: number) =>
      onVersion(stage, case_id, built.community, (act, version) =>
        recordDeliberation(act, {
          case_id,
          version,
          held_on: '2017-09-05',
          present_count: 9,
          representative_count,
          agree_count: 9,
          disagree_count: 0,
          opinion: '情况属实',
        }),
      )
    await assert.rejects(record(5), { code: 'deliberation_representatives_too_few' })
    await record(6)
  }))

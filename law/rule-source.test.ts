/** Rules run once, on symbols: an `if` or a `+` in one of them would be silently wrong. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkProgrammeSource, checkRuleSource } from '../engine/check/index.ts'
import { deductFromWage } from './common/earned-income/index.ts'
import { countMembers } from './common/household.ts'
import { countIncome } from './common/income.ts'
import { checkProperty } from './common/property.ts'
import { subsistenceStandard } from './common/standard.ts'
import { listAllProgrammes } from './index.ts'

test('no rule decides by control flow or reckons outside the graph, nor does a part of it', () => {
  for (const { rules, folder } of listAllProgrammes()) {
    assert.deepEqual(checkProgrammeSource(rules), [])
    const drafts = rules.drafts.map(({ id }) => `drafts/${id}/rules.ts`)
    for (const path of ['rules.ts', ...drafts]) {
      const file = readFileSync(join(import.meta.dirname, folder, path), 'utf8')
      assert.deepEqual(checkRuleSource(stripTypeScriptTypes(file)), [], `${folder}/${path}`)
    }
  }
})

test('nor do the parts that several programmes share', () => {
  for (const part of [countMembers, countIncome, deductFromWage, subsistenceStandard, checkProperty]) {
    assert.deepEqual(checkRuleSource(String(part)), [])
  }
})

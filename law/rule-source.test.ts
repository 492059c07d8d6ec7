/** Rules run once, on symbols: an `if` or a `+` in one of them would be silently wrong. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkProgrammeSource, checkRuleSource } from '../engine/check/index.ts'
import { countMembers } from './common/household.ts'
import { countIncome } from './common/income.ts'
import { listProgrammes } from './index.ts'

test('no rule decides by control flow or reckons outside the graph', () => {
  for (const { rules } of listProgrammes()) assert.deepEqual(checkProgrammeSource(rules), [])
})

test('nor do the parts that several programmes share', () => {
  for (const part of [countMembers, countIncome]) assert.deepEqual(checkRuleSource(String(part)), [])
})

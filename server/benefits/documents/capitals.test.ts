import assert from 'node:assert/strict'
import { test } from 'node:test'
import { capitalsOf } from './capitals.ts'

test('amounts in capitals read as on a cheque', () => {
  assert.equal(capitalsOf(74250n), '柒佰肆拾贰元伍角整')
  assert.equal(capitalsOf(86000n), '捌佰陆拾元整')
  assert.equal(capitalsOf(20005n), '贰佰元零伍分')
  assert.equal(capitalsOf(0n), '零元整')
})

/** Values that several programmes share hang together, which is how errors in copied tables show. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toFen } from '../money.ts'
import { getParameterNamed, loadParameters } from '../parameters.ts'

const common = loadParameters('common')
const fen = (value: number | string | boolean) => toFen(String(value))

function standardOn(kind: string, date: string): bigint {
  const { values } = getParameterNamed(common, `subsistence_standard_${kind}`)
  const value = values.findLast(({ from }) => from <= date)
  assert.ok(value)
  return fen(value.value)
}

test('from 2017-04-01 town and country have one standard', () => {
  for (const { from, value } of getParameterNamed(common, 'subsistence_standard_rural').values) {
    if (from >= '2017-04-01') assert.equal(fen(value), standardOn('urban', from))
    else assert.ok(fen(value) < standardOn('urban', from))
  }
})

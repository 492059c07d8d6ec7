import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { example, parameters } from '../example.ts'
import type { DecisionInput } from '../index.ts'
import { decide, defineProgramme, receipt, replay } from '../index.ts'
import { sha256 } from './sha256.ts'

const facts: DecisionInput = {
  date: '2017-09-01',
  division: '120101',
  household: { financial_assets: '100', has_car: false },
  members: [
    { id: 'a', facts: { income: 50_001n, birth: '1980-05-01', disability: 'none', student: false } },
    { id: 'b', facts: { income: 0, birth: '1940-05-01', disability: 'severe', student: false } },
  ],
}

test('the digest is SHA-256', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const clean = text.toWellFormed()
      assert.equal(sha256(clean), createHash('sha256').update(clean).digest('hex'))
    }),
  )
})

test('a receipt replays to the same fen after a journey through JSON', () => {
  const issued = receipt(example, facts, decide(example, facts))
  assert.match(issued.code, /^[0-9a-f]{8}$/)
  const again = replay(example, JSON.parse(JSON.stringify(issued)))
  assert.equal(again.same, true)
  assert.deepEqual(again.decision, decide(example, facts))
})

test('a later correction of a parameter does not change an old receipt', () => {
  const issued = receipt(example, facts, decide(example, facts))
  const corrected = parameters.map((parameter) => ({
    ...parameter,
    values: parameter.values.map((row) => (row.value === 860 ? { ...row, value: 861 } : row)),
  }))
  const { inputs, ...rest } = example
  const later = { ...defineProgramme({ ...rest, inputs: [], parameters: corrected }), inputs }
  assert.notDeepEqual(decide(later, facts), decide(example, facts))
  assert.equal(replay(later, issued).same, true)
})

test('an amount altered by hand is found', () => {
  const issued = receipt(example, facts, decide(example, facts))
  const result = { ...(issued.result as Record<string, unknown>), amounts: { benefit: '999999' } }
  const forged = replay(example, { ...issued, result: result as typeof issued.result })
  assert.deepEqual(forged.same === false && forged.differs, ['receipt', 'result'])
})

test('the order in which facts are given makes no difference', () => {
  const reordered = {
    ...facts,
    members: facts.members.map(({ id, facts }) => ({
      id,
      facts: Object.fromEntries(Object.entries(facts).reverse()),
    })),
  }
  const [one, other] = [facts, reordered].map((given) => receipt(example, given, decide(example, given)))
  assert.equal(one!.hash, other!.hash)
})

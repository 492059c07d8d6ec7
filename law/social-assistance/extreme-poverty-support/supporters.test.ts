/** Who of those bound to support is unable to: both sides of each border of the article. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findUnkilledMutants } from '../../../engine/check/index.ts'
import { decide } from '../../../engine/index.ts'
import type { Facts } from '../../../engine/index.ts'
import { supporterAbility } from './supporters.ts'

const day = { date: '2021-07-01', division: '120104' }
const plain = {
  birth_date: '1970-01-01',
  on_subsistence: false,
  below_disposable_income: false,
  otherwise_unable: false,
}
const decideOf = (...supporters: Facts[]) =>
  decide(supporterAbility, {
    ...day,
    household: {},
    members: supporters.map((facts, index) => ({ id: String(index), facts: { ...plain, ...facts } })),
  })
const unable = (...supporters: Facts[]) => decideOf(...supporters).values['supporters_unable']

test('on subsistence one is unable from the sixtieth birthday on', () => {
  assert.equal(unable({ on_subsistence: true, birth_date: '1961-07-01' }), 1n)
  assert.equal(unable({ on_subsistence: true, birth_date: '1961-07-02' }), 0n)
  assert.equal(unable({ birth_date: '1961-07-01' }), 0n)
})

test('below the city’s disposable income one is unable from the seventieth birthday on', () => {
  assert.equal(unable({ below_disposable_income: true, birth_date: '1951-07-01' }), 1n)
  assert.equal(unable({ below_disposable_income: true, birth_date: '1951-07-02' }), 0n)
  assert.equal(unable({ birth_date: '1930-01-01' }), 0n)
})

test('what the street finds besides counts at any age', () => {
  assert.equal(unable({ otherwise_unable: true }), 1n)
})

test('a person is unsupported only if every supporter is unable', () => {
  assert.equal(decideOf({ otherwise_unable: true }, {}).status, 'ineligible')
  assert.equal(unable({ otherwise_unable: true }, {}), 1n)
  assert.equal(decideOf({ otherwise_unable: true }, { otherwise_unable: true }).status, 'eligible')
  assert.equal(
    decideOf({ otherwise_unable: true }, { on_subsistence: null, birth_date: '1950-01-01' }).status,
    'incomplete',
  )
})

test('no bent rule gives the same answers', () => {
  const poor = { ...plain, below_disposable_income: true, birth_date: '1951-07-01' }
  const cases = [{ household: {}, members: [{ id: '1', facts: poor }] }]
  const { tried, unkilled } = findUnkilledMutants(supporterAbility, { ...day, cases })
  assert.ok(tried > 10)
  assert.deepEqual(unkilled, [])
})

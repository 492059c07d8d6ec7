/** What holds for every household, not only for the worked cases. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decide } from '../../../engine/index.ts'
import type { Decision } from '../../../engine/index.ts'
import { getProgramme } from '../../index.ts'

const programme = getProgramme('minimum-living-guarantee')
const standard = 86000n

/** A household within all limits, of `size` people, whose income is one person's pension. */
function decideHousehold(size: number, income: bigint): Decision {
  const facts = programme.fromSelfCheck({
    register_kind: 'urban',
    member_count: size,
    household_income: income,
    financial_assets: 0n,
    vehicle_count: 0,
    home_count: 1,
    other_premises: false,
  })
  return decide(programme.rules, { date: '2017-09-18', division: '120104', ...facts })
}

const benefitOf = (decision: Decision): bigint =>
  decision.status === 'eligible' ? (decision.amounts['benefit'] ?? 0n) : 0n

const households = fc.record({
  size: fc.integer({ min: 1, max: 8 }),
  income: fc.bigInt({ min: 0n, max: 900_000n }),
})

test('one more fen of income never raises the benefit', () => {
  fc.assert(
    fc.property(households, ({ size, income }) => {
      assert.ok(benefitOf(decideHousehold(size, income + 1n)) <= benefitOf(decideHousehold(size, income)))
    }),
  )
})

test('income and benefit together are the standard for everybody, to within half a fen a person', () => {
  fc.assert(
    fc.property(households, ({ size, income }) => {
      const decision = decideHousehold(size, income)
      fc.pre(decision.status === 'eligible')
      const off = income + benefitOf(decision) - standard * BigInt(size)
      assert.ok((off < 0n ? -off : off) * 2n <= BigInt(size))
    }),
  )
})

test('the margin is the exact border: that much more income ends eligibility, a fen less does not', () => {
  fc.assert(
    fc.property(households, ({ size, income }) => {
      const decision = decideHousehold(size, income)
      fc.pre(decision.status === 'eligible')
      const margin = decision.margins['margin'] ?? 0n
      assert.equal(decideHousehold(size, income + margin).status, 'ineligible')
      assert.equal(decideHousehold(size, income + margin - 1n).status, 'eligible')
    }),
  )
})

test('what is known decides the same whatever an unknown fact turns out to be', () => {
  const facts = programme.fromSelfCheck({
    register_kind: 'urban',
    member_count: 2,
    household_income: null,
    financial_assets: 10_000_000n,
    vehicle_count: 0,
    home_count: 1,
    other_premises: false,
  })
  const day = { date: '2017-09-18', division: '120104' }
  assert.equal(decide(programme.rules, { ...day, ...facts }).status, 'ineligible')
  for (const income of [0n, 100_000n, 10_000_000n]) {
    const [head, ...others] = facts.members
    assert.ok(head)
    const members = [{ ...head, facts: { ...head.facts, transfer_income: income } }, ...others]
    assert.equal(decide(programme.rules, { ...day, ...facts, members }).status, 'ineligible')
  }
})

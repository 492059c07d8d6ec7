/** What holds for every household, not only for the worked cases. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decide } from '../../../engine/index.ts'
import { getProcedure, getProgramme, getStep } from '../../index.ts'

const { rules, fromSelfCheck, factsFromDecisions } = getProgramme('temporary-assistance')
const day = { date: '2017-09-18', division: '120104' }
const answers = {
  register_kind: 'urban',
  member_count: 1,
  hardship_kind: 'sudden',
  living_in_difficulty: true,
  household_on_subsistence: false,
  times_aided_for_cause: 0,
  hardship_amount: 0n,
}

test('nobody gets more than is needed or than three standards a person, and everybody gets the smaller of the two', () => {
  const given = fc.record({
    member_count: fc.integer({ min: 1, max: 8 }),
    hardship_amount: fc.bigInt({ min: 0n, max: 5_000_000n }),
  })
  fc.assert(
    fc.property(given, ({ member_count, hardship_amount }) => {
      const facts = fromSelfCheck({ ...answers, member_count, hardship_amount })
      const decision = decide(rules, { ...day, ...facts })
      assert.ok(decision.status === 'eligible')
      const ceiling = 258_000n * BigInt(member_count)
      const due = hardship_amount < ceiling ? hardship_amount : ceiling
      assert.equal(decision.amounts['benefit'], due)
      assert.equal(decision.values['street_decides'], due <= 516_000n)
    }),
  )
})

test('what cannot wait is granted first, within a day, and visited and decided after', () => {
  const urgent = getProcedure('temporary-assistance', '2017-09-18', 'urgent')
  const first = getStep(urgent, 'urgent_aid')
  assert.deepEqual([first.due?.amount, first.due?.unit, first.due?.from], [24, 'hour', 'application'])
  assert.equal(first.next.grant_first, 'visit')
  assert.equal(getStep(urgent, 'visit').next.submit, 'determination')
  const ordinary = getProcedure('temporary-assistance', '2017-09-18')
  assert.equal(ordinary.variant, undefined)
  assert.equal(ordinary.entitlementFrom.rule, 'at_once')
  assert.throws(() => getProcedure('minimum-living-guarantee', '2017-09-18', 'urgent'))
})

test('the street may be handed the decision only where the rules say that the amount is within its limit', () => {
  const { delegate } = getStep(getProcedure('temporary-assistance', '2017-09-18'), 'determination')
  assert.deepEqual([delegate?.actor, delegate?.onlyIf], ['street', 'street_decides'])
  const decision = decide(rules, { ...day, ...fromSelfCheck(answers) })
  assert.equal(decision.values[delegate?.onlyIf ?? ''], true)
})

test('whether a household is on subsistence follows from that decision, and stays unknown while it is', () => {
  const subsistence = getProgramme('minimum-living-guarantee')
  const decided = (income: bigint | null) => {
    const facts = subsistence.fromSelfCheck({
      register_kind: 'urban',
      member_count: 1,
      household_income: income,
      financial_assets: 0n,
      vehicle_count: 0,
      home_count: 1,
      other_premises: false,
    })
    return factsFromDecisions?.(
      new Map([[subsistence.id, decide(subsistence.rules, { ...day, ...facts })]]),
      ['1'],
    )
  }
  assert.deepEqual(decided(0n), { household: { household_on_subsistence: true } })
  assert.deepEqual(decided(86000n), { household: { household_on_subsistence: false } })
  assert.deepEqual(decided(null), {})
})

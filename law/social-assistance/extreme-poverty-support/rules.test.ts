/** What holds for everybody, not only for the worked cases. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decide } from '../../../engine/index.ts'
import { getProgramme, payeeOf } from '../../index.ts'

const { rules, payment, fromSelfCheck } = getProgramme('extreme-poverty-support')
const day = { date: '2017-09-18', division: '120104' }
const acts = ['can_eat', 'can_dress', 'can_use_toilet', 'can_move', 'can_wash', 'can_leave_bed']
const answers = {
  register_kind: 'urban',
  birth_date: '1945-01-01',
  disability_kind: 'none',
  own_income: 0n,
  supporters: 'none',
  financial_assets: 0n,
  vehicle_count: 0,
  home_count: 1,
  other_premises: false,
  in_institution: false,
  lost_acts: '0',
}
const amountsOf = (given: Partial<Record<keyof typeof answers, unknown>>) => {
  const decision = decide(rules, { ...day, ...fromSelfCheck({ ...answers, ...(given as typeof answers) }) })
  return decision.status === 'eligible' ? decision.amounts : decision.status
}

test('the care subsidy goes by how many of the six acts are lost, whichever they are', () => {
  fc.assert(
    fc.property(fc.tuple(...acts.map(() => fc.boolean())), (able) => {
      const { household, members } = fromSelfCheck(answers)
      const [one] = members
      assert.ok(one)
      const facts = { ...one.facts, ...Object.fromEntries(acts.map((name, at) => [name, able[at]])) }
      const decision = decide(rules, { ...day, household, members: [{ id: '1', facts }] })
      const lost = able.filter((can) => !can).length
      const due = lost === 0 ? 0n : lost < 4 ? 40000n : 80000n
      assert.equal(decision.status === 'eligible' && decision.amounts['care_subsidy'], due)
    }),
  )
})

test('the self-check agrees with the law: none lost, one, four; alone, with supporters unable and able', () => {
  assert.deepEqual(amountsOf({}), { basic_living: 172000n, care_subsidy: 0n })
  assert.deepEqual(amountsOf({ lost_acts: '1' }), { basic_living: 172000n, care_subsidy: 40000n })
  assert.deepEqual(amountsOf({ lost_acts: '4' }), { basic_living: 172000n, care_subsidy: 80000n })
  assert.deepEqual(amountsOf({ supporters: 'unable' }), { basic_living: 172000n, care_subsidy: 0n })
  assert.equal(amountsOf({ supporters: 'able' }), 'ineligible')
  assert.equal(amountsOf({ supporters: null }), 'incomplete')
})

test('in an institution the care subsidy goes to the institution, at home to the person', () => {
  assert.equal(payeeOf(payment, 'care_subsidy', { in_institution: true }), 'institution')
  assert.equal(payeeOf(payment, 'care_subsidy', { in_institution: false }), 'beneficiary')
  assert.throws(() => payeeOf(payment, 'benefit', {}))
})

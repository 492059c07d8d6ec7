/** What holds for every household, not only for the worked cases. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decide, defineProgramme, getParameter } from '../../../engine/index.ts'
import type { Decision, Programme } from '../../../engine/index.ts'
import { getProgramme } from '../../index.ts'
import { meansFacts } from '../../common/facts.ts'
import { hardshipFacts } from './facts.ts'

const { rules, fromSelfCheck } = getProgramme('low-income-household-aid')
const day = { date: '2017-09-18', division: '120104' }

/** A household within all limits, of `size` people, one of them disabled, whose income is one person's pension. */
function decideHousehold(size: number, income: bigint, programme: Programme = rules): Decision {
  const facts = fromSelfCheck({
    register_kind: 'urban',
    member_count: size,
    household_income: income,
    financial_assets: 0n,
    vehicle_count: 0,
    home_count: 1,
    other_premises: false,
    hardship: 'disabled',
  })
  return decide(programme, { ...day, ...facts })
}

const households = fc.record({
  size: fc.integer({ min: 1, max: 8 }),
  income: fc.bigInt({ min: 0n, max: 1_500_000n }),
})
const valueOf = (name: string, date = day.date) => getParameter(rules, name, date, day.division).numerator

test('whoever fits gets the same cash, whatever the income and however many they are', () => {
  fc.assert(
    fc.property(households, ({ size, income }) => {
      const decision = decideHousehold(size, income)
      const people = BigInt(size)
      const fits = income >= people * 86000n && income <= people * 129000n
      assert.equal(decision.status, fits ? 'eligible' : 'ineligible')
      if (decision.status === 'eligible') assert.equal(decision.amounts['benefit'], 25800n)
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

test('nobody is on subsistence and low-income aid at once, and nobody between them falls through', () => {
  const minimum = getProgramme('minimum-living-guarantee')
  fc.assert(
    fc.property(households, ({ size, income }) => {
      const facts = minimum.fromSelfCheck({
        register_kind: 'urban',
        member_count: size,
        household_income: income,
        financial_assets: 0n,
        vehicle_count: 0,
        home_count: 1,
        other_premises: false,
      })
      const subsistence = decide(minimum.rules, { ...day, ...facts }).status === 'eligible'
      const lowIncome = decideHousehold(size, income).status === 'eligible'
      const isWithin = income <= BigInt(size) * valueOf('low_income_ceiling_urban')
      assert.equal(Number(subsistence) + Number(lowIncome), isWithin ? 1 : 0)
    }),
  )
})

test('were the unit the person, three people would get three times the cash', () => {
  const perPerson = defineProgramme({
    ...rules,
    inputs: [...meansFacts, ...hardshipFacts],
    parameters: rules.parameters.map((parameter) =>
      parameter.name === 'low_income_aid_per_household'
        ? { ...parameter, values: parameter.values.map((value) => ({ ...value, value: false })) }
        : parameter,
    ),
  })
  const decision = decideHousehold(3, 300_000n, perPerson)
  assert.equal(decision.status === 'eligible' && decision.amounts['benefit'], 77400n)
})

/** What a year of bills comes to: the same however it is split, never above the caps, never above what was paid. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decide } from '../../engine/index.ts'
import type { Facts, Programme } from '../../engine/index.ts'
import { getProgramme } from '../index.ts'

const inpatient = getProgramme('inpatient-aid').rules
const outpatient = getProgramme('outpatient-aid').rules
const serious = getProgramme('serious-illness-aid').rules
const day = { date: '2017-09-18', division: '120104' }

function aidOf(rules: Programme, facts: Facts): bigint {
  const decision = decide(rules, { ...day, household: {}, members: [{ id: '1', facts }] })
  return decision.status === 'eligible' ? (decision.amounts['benefit'] ?? 0n) : 0n
}

const bills = fc.array(fc.bigInt({ min: 0n, max: 6_000_000n }), { minLength: 1, maxLength: 6 })
const group = fc.constantFrom(
  'subsistence',
  'destitute',
  'low_income',
  'severely_disabled',
  'child',
  'other',
  'priority_first',
  'priority_second',
  'priority_third',
)

/** A year's inpatient bills one after the other, each on top of the own shares before it. */
function inpatientYear(medical_group: string, severe_disability: boolean, shares: readonly bigint[]): bigint {
  let before = 0n
  let total = 0n
  for (const share of shares) {
    total += aidOf(inpatient, {
      medical_group,
      severe_disability,
      within_policy: share,
      basic_paid: 0n,
      serious_insurance_paid: 0n,
      own_share_before: before,
    })
    before += share
  }
  return total
}

const sum = (values: readonly bigint[]): bigint => values.reduce((all, value) => all + value, 0n)

test('inpatient aid of a year is the same however the bills are split, and in whatever order they come', () => {
  fc.assert(
    fc.property(bills, group, fc.boolean(), (shares, medical_group, severe) => {
      const whole = inpatientYear(medical_group, severe, [sum(shares)])
      assert.equal(inpatientYear(medical_group, severe, shares), whole)
      assert.equal(inpatientYear(medical_group, severe, shares.toReversed()), whole)
    }),
  )
})

test('inpatient aid is never more than the own share, nor more than 85 % of it but for priority patients', () => {
  fc.assert(
    fc.property(bills, group, fc.boolean(), (shares, medical_group, severe) => {
      const [aid, paid] = [inpatientYear(medical_group, severe, shares), sum(shares)]
      assert.ok(aid >= 0n && aid <= paid)
      if (!medical_group.startsWith('priority')) assert.ok(aid * 100n <= paid * 85n + 100n)
    }),
  )
})

test('outpatient aid of a year never passes the cap, and reaches it', () => {
  fc.assert(
    fc.property(bills, fc.constantFrom('subsistence', 'destitute', 'other'), (shares, medical_group) => {
      let given = 0n
      for (const share of shares) {
        const facts = { medical_group, facility_level: 'community', within_policy: share, basic_paid: 0n }
        given += aidOf(outpatient, { ...facts, outpatient_aid_before: given })
      }
      const cap = medical_group === 'destitute' ? 50_000n : 20_000n
      assert.ok(given <= cap)
      if (sum(shares) >= 2n * cap) assert.equal(given, cap)
    }),
  )
})

test('serious-illness aid of a year is half of all that lies outside the policy once it is 20,000 yuan, 100,000 at most', () => {
  fc.assert(
    fc.property(bills, (shares) => {
      let [before, given] = [0n, 0n]
      for (const share of shares) {
        given += aidOf(serious, {
          medical_group: 'subsistence',
          outside_policy: share,
          outside_before: before,
          serious_aid_before: given,
        })
        before += share
      }
      const half = (before + 1n) / 2n
      const due = before < 2_000_000n ? 0n : half < 10_000_000n ? half : 10_000_000n
      assert.equal(given, due)
    }),
  )
})

test('on the other reading only what exceeds the threshold is halved: 30,000 yuan give 5,000 instead of 15,000', () => {
  const onExcess: Programme = {
    ...serious,
    parameters: serious.parameters.map((parameter) =>
      parameter.name === 'serious_on_excess'
        ? { ...parameter, values: parameter.values.map((value) => ({ ...value, value: true })) }
        : parameter,
    ),
  }
  const facts = {
    medical_group: 'subsistence',
    outside_policy: 3_000_000n,
    outside_before: 0n,
    serious_aid_before: 0n,
  }
  assert.equal(aidOf(serious, facts), 1_500_000n)
  assert.equal(aidOf(onExcess, facts), 500_000n)
  assert.equal(aidOf(onExcess, { ...facts, outside_policy: 1_999_999n }), 0n)
})

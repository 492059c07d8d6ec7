import assert from 'node:assert/strict'
import { test } from 'node:test'
import { example, income, parameters } from '../example.ts'
import type { HouseholdFacts } from '../index.ts'
import { article, defineProgramme, members, parameter, when, yuan } from '../index.ts'
import { findUnkilledMutants } from './mutants.ts'

const poor: HouseholdFacts = {
  household: { financial_assets: 100_000, has_car: false },
  members: [
    { id: 'a', facts: { income: 50_001, birth: '1980-05-01', disability: 'none', student: false } },
    { id: 'b', facts: { income: 20_000, birth: '1940-05-01', disability: 'severe', student: false } },
    { id: 'c', facts: { income: 10_000, birth: '2000-05-01', disability: 'mild', student: true } },
  ],
}

test('every step of the example is held by some household at a border', () => {
  // 1202 has an uneven standard: where every amount is whole, a rounding turned the other way shows nowhere.
  for (const [date, least] of [
    ['2017-09-01', 40],
    ['2016-09-01', 4],
  ] as const) {
    const { tried, unkilled } = findUnkilledMutants(example, { date, division: '120201', cases: [poor] })
    assert.ok(tried >= least, `${tried} mutants`)
    assert.deepEqual(unkilled, [])
  }
})

test('a step that changes nothing is found', () => {
  const needless = defineProgramme({
    id: 'needless',
    title: '多余一步',
    inputs: [income],
    parameters,
    versions: [
      {
        id: '1',
        from: '2017-04-01',
        document: '示例',
        rules: () => {
          const gap = parameter('standard', 'money/month').minus(members.sum(income))
          const eligible = article(
            '第一条',
            '低于标准',
            members.sum(income).isBelow(parameter('standard', 'money/month')),
          )
          const benefit = article('第二条', '补差', when(eligible).then(gap.atLeast(0)).otherwise(yuan(0)))
          return { eligible, amounts: { benefit } }
        },
      },
    ],
  })
  const { unkilled } = findUnkilledMutants(needless, { date: '2017-09-01', division: '12' })
  assert.deepEqual(
    unkilled.filter(({ change }) => change.startsWith('maximum')).map(({ label }) => label),
    ['第二条「补差」'],
  )
})

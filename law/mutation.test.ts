/** Every step of every real rule is bent a little, and some household notices. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findUnkilledMutants } from '../engine/check/index.ts'
import { getVersion } from '../engine/index.ts'
import type { Facts, HouseholdFacts, Programme } from '../engine/index.ts'
import { listExamples, listAllProgrammes } from './index.ts'

/** Facts that a case leaves open, filled with "no" or 0, since a mutant is judged on whole facts. */
function fill(programme: Programme, entity: 'household' | 'person', facts: Facts): Facts {
  const inputs = programme.inputs.filter((input) => input.entity === entity)
  const ordinary = { flag: false, code: null, day: null, count: 0, money: 0n, 'money/month': 0n }
  return Object.fromEntries(inputs.map(({ name, unit }) => [name, facts[name] ?? ordinary[unit]]))
}

const fillHousehold = (programme: Programme, { household, members }: HouseholdFacts): HouseholdFacts => ({
  household: fill(programme, 'household', household),
  members: members.map(({ id, facts }) => ({ id, facts: fill(programme, 'person', facts) })),
})

/** Days on which the rules of a programme are bent: one in each of its versions. On 2017-03-30 town and country
 * still differ, and the next day's date exists (a birthday can be a day off). */
const days: Record<string, string[]> = {
  'low-income-household-aid': ['2016-03-30', '2017-03-30'],
  'medical-insurance-subsidy': ['2017-03-30', '2021-03-30', '2022-03-30'],
  'extreme-poverty-support': ['2017-03-30', '2017-09-18'],
}

for (const { rules, title, id } of listAllProgrammes()) {
  for (const date of days[id] ?? ['2017-03-30']) {
    test(`${title}：no bent rule gives the same answers on ${date}`, () => {
      const cases = listExamples(id)
        .filter(({ expected }) => expected.outcome !== 'incomplete')
        .map(({ input }) => fillHousehold(rules, input))
      const { tried, unkilled } = findUnkilledMutants(rules, { date, division: '120104', cases })
      assert.ok(tried > 40)
      assert.deepEqual(unkilled, [])
    })
  }

  test(`${title}：every version is bent`, () => {
    const bent = (days[id] ?? ['2017-03-30']).map((date) => getVersion(rules, date, '120104').id)
    assert.deepEqual(bent.toSorted(), rules.versions.map((version) => version.id).toSorted())
  })
}

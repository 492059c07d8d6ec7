/** Every step of every real rule is bent a little, and some household notices. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findUnkilledMutants } from '../engine/check/index.ts'
import { getVersion, tryVersion } from '../engine/index.ts'
import type { Facts, HouseholdFacts, Programme } from '../engine/index.ts'
import { listAllProgrammes, listDraftExamples, listExamples } from './index.ts'

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

/** How the rules of a programme are bent: on a day, and with values other than the law's where those hide a step (a
 * ratio of a half rounds alike up and half up; a unit that is a flag leaves the other way unused). */
type Bend = { date: string; values?: Readonly<Record<string, number | boolean>> }

/** On 2017-03-30 town and country still differ, and the next day's date exists (a birthday can be a day off). */
const usual: Bend[] = [{ date: '2017-03-30' }]
const bends: Record<string, Bend[]> = {
  'low-income-household-aid': [
    { date: '2016-03-30' },
    { date: '2017-03-30' },
    { date: '2017-03-30', values: { low_income_aid_per_household: false } },
  ],
  'medical-insurance-subsidy': [
    { date: '2015-03-30' },
    { date: '2017-03-30' },
    { date: '2021-03-30' },
    { date: '2022-03-30', values: { premium_subsidy_share: 0.35 } },
  ],
  'extreme-poverty-support': [{ date: '2017-03-30' }, { date: '2017-09-18' }],
  'outpatient-aid': [
    { date: '2017-03-30', values: { outpatient_ratio: 0.3, outpatient_priority_second: 0.35 } },
  ],
  'serious-illness-aid': [{ date: '2017-03-30', values: { serious_ratio: 0.3 } }],
}

const withValues = (programme: Programme, values: Bend['values'] = {}): Programme => ({
  ...programme,
  parameters: programme.parameters.map((parameter) => {
    const other = values[parameter.name]
    if (other === undefined) return parameter
    return { ...parameter, values: parameter.values.map((value) => ({ ...value, value: other })) }
  }),
})

for (const { rules, title, id } of listAllProgrammes()) {
  for (const { date, values } of bends[id] ?? usual) {
    const names = Object.entries(values ?? {}).map(([name, value]) => `，${name} ${value}`)
    test(`${title}：no bent rule gives the same answers on ${date}${names.join('')}`, () => {
      const cases = listExamples(id)
        .filter(({ expected }) => expected.outcome !== 'incomplete')
        .map(({ input }) => fillHousehold(rules, input))
      const { tried, unkilled } = findUnkilledMutants(withValues(rules, values), {
        date,
        division: '120104',
        cases,
      })
      assert.ok(tried > 40)
      assert.deepEqual(unkilled, [])
    })
  }

  for (const draft of rules.drafts) {
    test(`${title}${draft.title}：no bent rule gives the same answers`, () => {
      const tried = tryVersion(rules, draft.id)
      const cases = [...listExamples(id), ...listDraftExamples(id, draft.id)]
        .filter(({ expected }) => expected.outcome !== 'incomplete')
        .map(({ input }) => fillHousehold(tried, input))
      const found = findUnkilledMutants(tried, { date: '2017-03-30', division: '120104', cases })
      assert.ok(found.tried > 40)
      assert.deepEqual(found.unkilled, [])
    })
  }

  test(`${title}：every version is bent`, () => {
    const bent = (bends[id] ?? usual).map(({ date }) => getVersion(rules, date, '120104').id)
    assert.deepEqual([...new Set(bent)].toSorted(), rules.versions.map((version) => version.id).toSorted())
  })
}

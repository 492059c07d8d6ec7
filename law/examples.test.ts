/** Every programme's worked cases come out as written, and stand on both sides of every border. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide, receipt, replay, tryVersion } from '../engine/index.ts'
import type { Decision, Programme, Receipt } from '../engine/index.ts'
import { listAllProgrammes, listDraftExamples, listExamples } from './index.ts'
import type { ExpectedOutcome, WorkedExample } from './index.ts'

/** Facts of a means test that are borders by themselves. */
const meansBorders = [
  'other_premises',
  'paid_study_abroad',
  'homes_below_average_area',
  'is_studying',
  'lives_independently',
  'absent_as_clergy',
  'in_prison',
  'relation',
  'employed',
  'exempt_income',
]

/** Facts that are borders by themselves, by programme. */
const factBorders: Record<string, string[]> = {
  'minimum-living-guarantee': [...meansBorders, 'able_to_work'],
  'low-income-household-aid': [
    ...meansBorders,
    'disability_kind',
    'seriously_ill',
    'single_parent_schooling',
    'family_planning_support',
    'childless',
    'hardship_agreed',
  ],
  'extreme-poverty-support': [
    'other_premises',
    'paid_study_abroad',
    'homes_below_average_area',
    'disability_kind',
    'in_institution',
    'supporters_unable',
  ],
  'inpatient-aid': ['medical_group', 'severe_disability'],
  'outpatient-aid': ['medical_group', 'facility_level'],
  'serious-illness-aid': ['medical_group'],
  'medical-insurance-subsidy': [
    'household_assistance',
    'is_destitute',
    'residents_insurance',
    'premium_due',
    'relation',
    'is_studying',
    'lives_independently',
    'absent_as_clergy',
    'in_prison',
  ],
  'temporary-assistance': [
    'hardship_kind',
    'living_in_difficulty',
    'household_on_subsistence',
    'hardship_amount',
    'is_studying',
    'lives_independently',
    'absent_as_clergy',
    'in_prison',
    'relation',
  ],
}

/** Of a draft, what it has besides the rules that it goes out from. */
const draftBorders: Record<string, string[]> = { 'earned-income-draft': ['employed'] }

type Results = ExpectedOutcome['results']

/** What a decision came to, in the shape of the worked cases; nothing is paid to who does not fit. */
function resultsOf(decision: Decision, expected: Results): Record<string, unknown> {
  const eligible = decision.status === 'eligible' ? decision : undefined
  const paid = (name: string, wanted: Results[string]) =>
    Array.isArray(wanted) ? Object.values(eligible?.memberAmounts[name] ?? {}) : eligible?.amounts[name]
  const { values, margins } = decision
  return Object.fromEntries(
    Object.entries(expected).map(([name, wanted]) => {
      const other = name in values ? values[name] : margins[name]
      return [name, name in values || name in margins ? other : (paid(name, wanted) ?? 0n)]
    }),
  )
}

function followExamples(title: string, rules: Programme, examples: readonly WorkedExample[]): void {
  for (const example of examples) {
    test(`${title}：${example.title}`, () => {
      const decision = decide(rules, example.input)
      assert.equal(decision.status, example.expected.outcome)
      const { results } = example.expected
      assert.deepEqual(resultsOf(decision, results), results)
      const missing = decision.status === 'incomplete' ? decision.missing.map(({ name }) => name) : []
      assert.deepEqual(missing, example.expected.needs)
      const sealed = JSON.stringify(receipt(rules, example.input, decision))
      assert.equal(replay(rules, JSON.parse(sealed) as Receipt).same, true)
    })
  }
}

function holdBorders(title: string, borders: readonly string[], examples: readonly WorkedExample[]): void {
  test(`${title}：every border has a worked case on each side`, () => {
    const sides = (border: string) =>
      new Set(examples.filter(({ thresholds }) => thresholds.includes(border)).map(({ side }) => side))
    const lacking = borders.filter((border) => sides(border).size < 2)
    assert.deepEqual(lacking, [])
  })
}

for (const { id, title, rules } of listAllProgrammes()) {
  followExamples(title, rules, listExamples(id))
  const borders = [...rules.parameters.map(({ name }) => name), ...(factBorders[id] ?? [])]
  holdBorders(title, borders, listExamples(id))
  for (const draft of rules.drafts) {
    const name = `${title}${draft.title}`
    followExamples(name, tryVersion(rules, draft.id), listDraftExamples(id, draft.id))
    const own = draft.parameters.map((parameter) => parameter.name)
    holdBorders(name, [...own, ...(draftBorders[draft.id] ?? [])], listDraftExamples(id, draft.id))
  }
}

/** Every programme's worked cases come out as written, and stand on both sides of every border. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide, receipt, replay } from '../engine/index.ts'
import type { Decision, Receipt } from '../engine/index.ts'
import { listExamples, listProgrammes } from './index.ts'

/** Facts that are borders by themselves, by programme. */
const flagBorders: Record<string, string[]> = {
  'minimum-living-guarantee': [
    'other_premises',
    'paid_study_abroad',
    'homes_below_average_area',
    'is_studying',
    'lives_independently',
    'absent_as_clergy',
    'in_prison',
    'relation',
    'employed',
    'able_to_work',
    'exempt_income',
  ],
}

function resultsOf(decision: Decision): Record<string, unknown> {
  const amounts = decision.status === 'eligible' ? decision.amounts : { benefit: 0n }
  return { ...decision.values, ...decision.margins, ...amounts }
}

for (const programme of listProgrammes()) {
  for (const example of listExamples(programme.id)) {
    test(`${programme.title}：${example.title}`, () => {
      const decision = decide(programme.rules, example.input)
      assert.equal(decision.status, example.expected.outcome)
      const results = resultsOf(decision)
      for (const [name, expected] of Object.entries(example.expected.results)) {
        assert.equal(String(results[name]), String(expected), name)
      }
      const missing = decision.status === 'incomplete' ? decision.missing.map(({ name }) => name) : []
      assert.deepEqual(missing, example.expected.needs)
      const sealed = JSON.stringify(receipt(programme.rules, example.input, decision))
      assert.equal(replay(programme.rules, JSON.parse(sealed) as Receipt).same, true)
    })
  }

  test(`${programme.title}：every border has a worked case on each side`, () => {
    const borders = [
      ...programme.rules.parameters.map(({ name }) => name),
      ...(flagBorders[programme.id] ?? []),
    ]
    const examples = listExamples(programme.id)
    const sides = (border: string) =>
      new Set(examples.filter(({ thresholds }) => thresholds.includes(border)).map(({ side }) => side))
    const lacking = borders.filter((border) => sides(border).size < 2)
    assert.deepEqual(lacking, [])
  })
}

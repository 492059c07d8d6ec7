/** The whole city at once says of every worked case what the single decision says. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnsOf, decide, simulate, tryVersion } from '../engine/index.ts'
import type { Simulated } from '../engine/index.ts'
import { listAllProgrammes, listDraftExamples, listExamples } from './index.ts'

/** The result of a row as text; null is unknown. */
function resultAt(simulated: Simulated, place: string, row: number): string | null {
  const column = simulated[place]
  assert.ok(column, place)
  return column.known?.[row] === 0 ? null : String(column.values[row])
}

/** A value of a decision as a column holds it. */
const asColumn = (value: bigint | boolean | string | null): string | null =>
  value === null ? null : typeof value === 'boolean' ? String(Number(value)) : String(value)

const written = listAllProgrammes().flatMap(({ id, title, rules }) => [
  { title, rules, examples: listExamples(id) },
  ...rules.drafts.map((draft) => ({
    title: `${title}${draft.title}`,
    rules: tryVersion(rules, draft.id),
    examples: listDraftExamples(id, draft.id),
  })),
])

for (const { rules, title, examples } of written) {
  for (const backend of ['wasm', 'javascript', 'scalar'] as const) {
    test(`${title}：the whole city at once (${backend}) agrees with each worked case`, () => {
      const cases = examples.map(({ input }) => input)
      const groups = Object.values(Object.groupBy(cases, ({ date, division }) => `${date} ${division}`))
      for (const group of groups) {
        const [first] = group ?? []
        assert.ok(group && first)
        const simulated = simulate(rules, columnsOf(rules, group), { ...first, backend })
        let person = 0
        group.forEach((input, row) => {
          const decision = decide(rules, input)
          const eligible = { eligible: '1', ineligible: '0', incomplete: null }[decision.status]
          if (eligible !== null) assert.equal(resultAt(simulated, 'eligible', row), eligible)
          for (const [name, value] of Object.entries(decision.values)) {
            assert.equal(resultAt(simulated, `values.${name}`, row), asColumn(value), name)
          }
          const { amounts, memberAmounts } =
            decision.status === 'eligible' ? decision : { amounts: {}, memberAmounts: {} }
          for (const [name, value] of Object.entries(amounts)) {
            if (name in memberAmounts) continue
            assert.equal(resultAt(simulated, `amounts.${name}`, row), String(value))
          }
          for (const [name, ofMembers] of Object.entries(memberAmounts)) {
            const found = input.members.map((_, at) => resultAt(simulated, `amounts.${name}`, person + at))
            assert.deepEqual(found, Object.values(ofMembers).map(String))
          }
          person += input.members.length
        })
      }
    })
  }
}

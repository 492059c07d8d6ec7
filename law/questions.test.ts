/** Questions fill the rules' facts and speak with the values of the day; payments name the rules' amounts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide, trace } from '../engine/index.ts'
import {
  isInForce,
  listAllProgrammes,
  listApplicationQuestions,
  listProgrammes,
  listSelfCheckQuestions,
} from './index.ts'

const division = '120104'

for (const programme of listAllProgrammes()) {
  const { title, rules } = programme
  const names = new Set(rules.inputs.map(({ name }) => name))
  const date = rules.versions.at(-1)?.from ?? ''
  const questions = [
    ...listApplicationQuestions(programme, date, division),
    ...listSelfCheckQuestions(programme, date, division),
  ]

  test(`${title}：every fact of the rules is asked for once, or somebody else answers it`, () => {
    const asked = programme.questions.map(({ fact }) => fact)
    const answered = [...asked, ...programme.supplied.map(({ fact }) => fact)]
    assert.deepEqual(answered.toSorted(), [...names].toSorted())
    for (const { fact, entity } of programme.questions) {
      assert.equal(rules.inputs.find(({ name }) => name === fact)?.entity, entity, fact)
    }
  })

  test(`${title}：evidence rests on facts of the rules`, () => {
    const stray = programme.evidence.flatMap(({ facts }) => facts).filter((fact) => !names.has(fact))
    assert.deepEqual(stray, [])
  })

  test(`${title}：a choice offers exactly the codes that the law knows`, () => {
    for (const { fact, options } of programme.questions) {
      const declared = rules.inputs.find(({ name }) => name === fact)
      if (declared?.unit !== 'code') continue
      assert.deepEqual(
        options?.map(({ value }) => value),
        declared.codes?.map(({ code }) => code),
      )
    }
  })

  test(`${title}：every question speaks with values, none with a placeholder`, () => {
    for (const { text, why, hint } of questions) assert.doesNotMatch(`${text}${why}${hint ?? ''}`, /[{}]/)
  })

  test(`${title}：a self-check with nothing answered decides nothing, and says what is missing`, () => {
    const decision = decide(rules, { date, division, ...programme.fromSelfCheck({}) })
    assert.equal(decision.status, 'incomplete')
    const covered = new Set(programme.selfCheck.flatMap(({ fact, standsFor = [] }) => [fact, ...standsFor]))
    const missing = decision.status === 'incomplete' ? decision.missing.map(({ name }) => name) : []
    assert.deepEqual(
      missing.filter((name) => !covered.has(name)),
      [],
    )
  })

  test(`${title}：every amount says to whom it is paid, by an article`, () => {
    const amounts = rules.versions.flatMap((version) =>
      trace(rules, version.from, division).outputs.filter(({ group }) => group === 'amounts'),
    )
    assert.deepEqual(
      Object.keys(programme.payment.amounts).toSorted(),
      [...new Set(amounts.map(({ key }) => key))].toSorted(),
    )
    const entity = programme.payment.beneficiary === 'household' ? 'household' : 'person'
    const unit = programme.payment.kind === 'monthly' ? 'money/month' : 'money'
    for (const { quantity } of amounts) {
      assert.equal(quantity.entity, entity)
      assert.equal(quantity.unit, unit)
    }
    for (const { unless } of Object.values(programme.payment.amounts)) {
      if (unless !== undefined) assert.ok(names.has(unless.fact))
    }
  })
}

test('a programme whose values are not known for a day is not in force on it, and the others are', () => {
  const idsOn = (date: string) =>
    listProgrammes()
      .filter((programme) => isInForce(programme, date, division))
      .map(({ id }) => id)
  assert.deepEqual(
    idsOn('2025-08-31'),
    listProgrammes().map(({ id }) => id),
  )
  assert.deepEqual(idsOn('2025-09-01'), [
    'minimum-living-guarantee',
    'extreme-poverty-support',
    'temporary-assistance',
  ])
  assert.deepEqual(idsOn('2014-04-30'), [])
})

/** Questions fill the rules' facts, speak with the values of the day, and the self-check agrees with the law. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide } from '../../../engine/index.ts'
import { getProgramme, listSelfCheckQuestions } from '../../index.ts'
import type { SelfCheckAnswers } from '../../index.ts'

const programme = getProgramme('minimum-living-guarantee')
const day = { date: '2017-09-18', division: '120104' }
const wang: SelfCheckAnswers = {
  register_kind: 'urban',
  member_count: 3,
  household_income: 183750n,
  financial_assets: 1800000n,
  vehicle_count: 0,
  home_count: 1,
  other_premises: false,
}
const check = (answers: SelfCheckAnswers) =>
  decide(programme.rules, { ...day, ...programme.fromSelfCheck(answers) })

test('the self-check has seven questions, the third asks for the income of the household', () => {
  const questions = listSelfCheckQuestions(programme, day.date, day.division)
  assert.equal(questions.length, 7)
  assert.equal(questions[2]?.text, '您全家每月一共收入多少？')
  assert.ok(questions[2]?.why.includes('每人每月 860 元'))
  assert.ok(questions[3]?.why.includes('20,640 元'))
})

test('in 2018 the same question speaks of 920 yuan', () => {
  const questions = listSelfCheckQuestions(programme, '2018-04-01', day.division)
  assert.ok(questions[2]?.why.includes('920 元'))
})

test('seven answers of the Wang household come to 742.50 yuan a month', () => {
  const decision = check(wang)
  assert.equal(decision.status === 'eligible' && decision.amounts['benefit'], 74250n)
})

test('a skipped answer is unknown, not no', () => {
  assert.equal(check({ ...wang, household_income: null }).status, 'incomplete')
  assert.equal(check({ ...wang, member_count: null }).status, 'incomplete')
  assert.equal(check({ ...wang, vehicle_count: null }).status, 'incomplete')
  assert.equal(check({ ...wang, household_income: null, vehicle_count: 1 }).status, 'ineligible')
})

test('premises or study abroad end the self-check', () => {
  assert.equal(check({ ...wang, other_premises: true }).status, 'ineligible')
})

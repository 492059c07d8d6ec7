import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answersToSend, firstOpen, stepToShow } from './question-order.ts'

const questions = [
  { key: 'members' },
  { key: 'children', show: (answers: Record<string, unknown>) => Number(answers['members']) > 1 },
  { key: 'income' },
]

test('a question that the answers do not call for is not asked', () => {
  assert.equal(firstOpen(questions, { members: 1 }), 'income')
  assert.equal(firstOpen(questions, { members: 3 }), 'children')
})

test('a question that was skipped as 说不准 counts as passed and is sent as unknown', () => {
  assert.equal(firstOpen(questions, { members: 1, income: null }), 'check')
  assert.deepEqual(answersToSend(questions, { members: 1, income: null }), { members: 1, income: null })
})

test('going back opens an earlier question, going past an open one is not possible', () => {
  const answers = { members: 3, children: 1 }
  assert.equal(stepToShow(questions, answers, 'members'), 'members')
  assert.equal(stepToShow(questions, answers, 'check'), 'income')
  assert.equal(stepToShow(questions, answers, undefined), 'income')
})

test('an answer to a question that is no longer asked is not sent', () => {
  assert.deepEqual(answersToSend(questions, { members: 1, children: 2, income: '100' }), {
    members: 1,
    income: '100',
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeOf } from './change-model.ts'

test('an income is reported for one member and nothing else is said about the household', () => {
  assert.deepEqual(
    changeOf('minimum-living-guarantee', {
      kind: 'income',
      changed_on: '2017-09-01',
      person_id: '018f0000-0000-7000-8000-000000000001',
      fact: 'wage_income',
      amount: '200000',
      text: '',
    }),
    {
      programme_id: 'minimum-living-guarantee',
      kind: 'income',
      changed_on: '2017-09-01',
      text: '',
      members: [{ person_id: '018f0000-0000-7000-8000-000000000001', answers: { wage_income: '200000' } }],
    },
  )
})

test('a death names who died; a move names nobody', () => {
  const about = { changed_on: '2017-09-01', person_id: '018f0000-0000-7000-8000-000000000001', text: '因病' }
  assert.equal(
    changeOf('minimum-living-guarantee', { ...about, kind: 'death' }).person_id,
    '018f0000-0000-7000-8000-000000000001',
  )
  assert.equal(changeOf('minimum-living-guarantee', { ...about, kind: 'move' }).person_id, undefined)
})

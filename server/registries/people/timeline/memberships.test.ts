import assert from 'node:assert/strict'
import { test } from 'node:test'
import { membershipEntries } from './memberships.ts'
import type { MembershipChange } from './queries.ts'

const row = (given: Partial<MembershipChange> & { name: string }): MembershipChange => ({
  person_id: given.name,
  household_id: '户',
  relation: 'child',
  sex: '1',
  joined_on: '2010-01-01',
  left_on: null,
  birth_date: '1980-01-01',
  death_date: null,
  ...given,
})
const told = (rows: MembershipChange[], about: string | null = null) =>
  membershipEntries(rows, about)
    .map(({ date, text }) => `${date} ${text}`)
    .toSorted()

test('a change of head is one entry, and nobody left or joined by it', () => {
  const rows = [
    row({ name: '甲', relation: 'head', left_on: '2017-07-01' }),
    row({ name: '甲', relation: 'spouse', joined_on: '2017-07-01' }),
    row({ name: '乙', relation: 'spouse', sex: '2', left_on: '2017-07-01' }),
    row({ name: '乙', relation: 'head', sex: '2', joined_on: '2017-07-01' }),
  ]
  assert.deepEqual(told(rows), ['2010-01-01 户主甲入户', '2010-01-01 配偶乙入户', '2017-07-01 户主变更为乙'])
  assert.deepEqual(told(rows, '乙'), ['2010-01-01 入户', '2010-01-01 户主甲入户', '2017-07-01 任户主'])
})

test('who leaves and comes back has left and joined; who is born into the household is born', () => {
  const rows = [
    row({ name: '丙', left_on: '2016-05-01' }),
    row({ name: '丙', joined_on: '2017-02-01' }),
    row({ name: '丁', sex: '2', birth_date: '2017-08-20', joined_on: '2017-08-20' }),
  ]
  assert.deepEqual(told(rows), [
    '2010-01-01 子丙入户',
    '2016-05-01 子丙离户',
    '2017-02-01 子丙入户',
    '2017-08-20 女丁出生',
  ])
})

test('a death ends the membership and is told once, also of somebody who had left before', () => {
  const died = { death_date: '2017-08-10' }
  assert.deepEqual(told([row({ name: '戊', left_on: '2017-08-11', ...died })]), [
    '2010-01-01 子戊入户',
    '2017-08-10 子戊去世',
  ])
  const left = [row({ name: '己', left_on: '2016-01-01', ...died })]
  assert.deepEqual(told(left, '己'), ['2010-01-01 入户', '2016-01-01 离户', '2017-08-10 去世'])
  assert.deepEqual(told(left), ['2010-01-01 子己入户', '2016-01-01 子己离户'])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proposedFormerRelation, proposedRelations, relationsBody } from './new-head.ts'

const member = (person_id: string, relation: string) => ({
  person_id,
  name: person_id,
  relation,
  relation_title: relation,
})
const head = member('甲', 'head')
const spouse = member('乙', 'spouse')
const son = member('丙', 'child')
const daughter = member('丁', 'child')
const grandson = member('戊', 'grandchild')
const household = [head, spouse, son, daughter, grandson]

test('a spouse who takes the place has the same children and grandchildren', () => {
  assert.equal(proposedFormerRelation(spouse), 'spouse')
  assert.deepEqual(proposedRelations(household, spouse), { 丙: 'child', 丁: 'child', 戊: 'grandchild' })
})

test('a child who takes the place has parents and siblings; whose child a grandchild is, somebody has to say', () => {
  assert.equal(proposedFormerRelation(son), 'parent')
  const proposed = proposedRelations(household, son)
  assert.deepEqual(proposed, { 乙: 'parent', 丁: 'sibling', 戊: undefined })
  assert.equal(relationsBody(household, '丙', proposed), undefined)
  assert.deepEqual(relationsBody(household, '丙', { ...proposedRelations(household, son), 戊: 'child' }), [
    { person_id: '乙', relation: 'parent' },
    { person_id: '丁', relation: 'sibling' },
    { person_id: '戊', relation: 'child' },
  ])
})

test('where nobody else is left there is nothing to say', () => {
  assert.deepEqual(relationsBody([head, spouse], '乙', {}), [])
})

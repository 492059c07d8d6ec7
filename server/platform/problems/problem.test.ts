import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineProblems, findProblemOfConstraint, inPart, listProblems, notFound } from './index.ts'

test('what may not be seen and what does not exist get the same answer', () => {
  assert.equal(notFound().status, 404)
  assert.equal(notFound().details.detail, '内容不存在，或不在您可以查看的范围内。')
})

test('a violated constraint becomes the problem that names it', () => {
  const refuse = defineProblems({
    trial_is_double: { status: 409, title: '重复', advice: '核对。', constraints: ['trial_number_key'] },
  })
  assert.equal(findProblemOfConstraint('trial_number_key')?.code, 'trial_is_double')
  assert.equal(findProblemOfConstraint('nobody_knows_it'), undefined)
  assert.equal(refuse('trial_is_double', { field: 'number' }).details.field, 'number')
})

test('what is refused in a part of a form names the part, also when the database refused it', async () => {
  const refuse = defineProblems({
    trial_name_wrong: { status: 422, title: '姓名有误', advice: '核对。' },
    trial_taken: {
      status: 409,
      title: '已登记',
      advice: '查找。',
      constraints: ['trial_taken_key'],
      field: 'number',
    },
  })
  const fieldOf = (error: unknown) =>
    inPart('members.2', () => Promise.reject(error)).catch(
      (thrown: unknown) => (thrown as { details?: { field?: string } }).details?.field,
    )
  assert.equal(await fieldOf(refuse('trial_name_wrong', { field: 'name' })), 'members.2.name')
  assert.equal(await fieldOf(refuse('trial_name_wrong')), 'members.2')
  assert.equal(
    await fieldOf(Object.assign(new Error('x'), { constraint_name: 'trial_taken_key' })),
    'members.2.number',
  )
  const fault = new Error('something else')
  await assert.rejects(
    inPart('members.2', () => Promise.reject(fault)),
    fault,
  )
})

test('no code is defined twice', () => {
  assert.throws(() => defineProblems({ not_found: { status: 404, title: '', advice: '' } }), /twice/)
})

test('every refusal says in Chinese what happened and what to do', () => {
  for (const { code, entry } of listProblems()) {
    assert.match(code, /^[a-z_]+$/)
    assert.match(entry.title, /\p{Script=Han}/u, code)
    assert.match(entry.advice, /。$/, code)
  }
})

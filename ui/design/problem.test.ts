import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ProblemError, fieldMessage, placesOf } from './problem.ts'

const wrong = () =>
  new ProblemError({
    status: 400,
    title: '填写有误',
    field: 'user_name',
    errors: [
      { field: 'user_name', message: '至少写 3 个字' },
      { field: 'detail.resident_count', message: '不能大于 50' },
    ],
  })

test('what a field says is not said again beside the form: there the field is only named', () => {
  const error = wrong()
  assert.equal(fieldMessage(error, 'user_name'), '至少写 3 个字')
  assert.deepEqual(placesOf(error, {}), { title: '填写有误', lines: ['不能大于 50'] })
  assert.deepEqual(placesOf(error, { user_name: '用户名', 'detail.resident_count': '实际住几个人' }).lines, [
    '用户名',
    '实际住几个人：不能大于 50',
  ])
})

test('what no field shows is said beside the form', () => {
  assert.deepEqual(placesOf(wrong(), {}).lines, ['至少写 3 个字', '不能大于 50'])
  assert.equal(fieldMessage(wrong(), 'display_name'), undefined)
})

test('a refusal of one field stands at the field, and the notice says what to do', () => {
  const error = new ProblemError({
    status: 409,
    title: '用户名已有人使用',
    field: 'user_name',
    detail: '请换一个。',
  })
  assert.equal(placesOf(error, {}).title, '用户名已有人使用')
  assert.equal(fieldMessage(error, 'user_name'), '用户名已有人使用')
  assert.equal(placesOf(error, {}).title, '请改正标出的内容')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type QuestionView, answerText, isAsked, textAbout, yesNoWords } from './question-view.ts'

const question = (given: Partial<QuestionView>): QuestionView => ({
  id: 'homes',
  fact: 'home_count',
  entity: 'household',
  text: '您家有几套住房？',
  hint: null,
  label: '住房',
  why: '',
  where: [],
  control: 'count',
  unit: '套',
  options: [],
  only_if: null,
  article: { document: 'd', article: '第一条', document_title: '办法', text: null },
  ...given,
})

test('an answer that is not known is read back as 说不准 and not as none', () => {
  assert.equal(answerText(question({}), null), '说不准')
  assert.equal(answerText(question({}), 0), '没有')
  assert.equal(answerText(question({}), 2), '2 套')
})

test('amounts are read back in yuan with what they are per', () => {
  assert.equal(answerText(question({ control: 'money', unit: '元 / 月' }), '183750'), '1,837.50 元/月')
})

test('yes and no take the words of the question', () => {
  assert.deepEqual(yesNoWords('刘伟能工作吗？'), { yes: '能', no: '不能' })
  assert.deepEqual(yesNoWords('家里有人自费到国外留学吗？'), { yes: '有', no: '没有' })
  assert.deepEqual(yesNoWords('刘伟正在服刑吗？'), { yes: '是', no: '不是' })
})

test('a question that hangs on another is asked only after the answer that calls for it', () => {
  const grade = question({ only_if: { fact: 'disability_kind', values: ['limb'] } })
  assert.equal(
    isAsked(grade, () => 'limb'),
    true,
  )
  assert.equal(
    isAsked(grade, () => 'none'),
    false,
  )
  assert.equal(
    isAsked(grade, () => null),
    false,
  )
})

test('questions about a member name the member', () => {
  assert.equal(textAbout('这个人现在有工作吗？', '刘志强'), '刘志强现在有工作吗？')
  assert.equal(textAbout('每月工资多少？', '您'), '您每月工资多少？')
  assert.equal(
    textAbout('没有正当理由，连续拒绝过几次介绍的工作？', '刘伟'),
    '刘伟没有正当理由，连续拒绝过几次介绍的工作？',
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cliffText, lostText } from './cliff-text.ts'

const article = { document_title: '低收入家庭救助标准', article: '收入范围' }
const lost = {
  programme_title: '低收入家庭救助',
  kind: 'monthly' as const,
  before: '25800',
  after: '0',
  because: { label: '人均收入不超过上限', article },
}

test('a cliff says how much more income leaves how much less', () => {
  assert.equal(
    cliffText({ more_income: '87001', monthly_loss: '25799' }),
    '全户收入每月再多到 870.01 元时，连收入算上，比再少挣一分时少 257.99 元',
  )
  assert.equal(
    cliffText({ more_income: '87001', monthly_loss: '0' }),
    '全户收入每月再多到 870.01 元时，钱没有少，但下面的没有了',
  )
})

test('what is lost is named with the condition and its article, and what is only less as less', () => {
  assert.equal(
    lostText(lost),
    '低收入家庭救助 258.00 元/月停发，不再符合“人均收入不超过上限”（《低收入家庭救助标准》收入范围）',
  )
  assert.equal(lostText({ ...lost, before: '1', because: null }), '低收入家庭救助到此停发')
  assert.equal(
    lostText({ ...lost, after: '10000', because: null }),
    '低收入家庭救助由 258.00 变为 100.00 元/月',
  )
})

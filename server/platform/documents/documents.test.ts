import assert from 'node:assert/strict'
import { test } from 'node:test'
import { qrSvg, renderPdf } from './index.ts'

test('a paper is a PDF, and every Chinese character of it is set', async () => {
  const template = new URL('../../benefits/documents/decision-notice.typ', import.meta.url)
  const pdf = await renderPdf(template, {
    title: '告知书',
    demonstration: true,
    qr: await qrSvg('http://localhost/receipts/7f3a9c21'),
    receipt_text: '凭据 7f3a 9c21，扫码可核对。',
    printed_at: '2017年9月18日',
    case_number: '津南开低保〔2017〕0001号',
    addressee: '王桂兰',
    opening: '决定如下。',
    reasons: ['一、人均月收入低于标准。'],
    amount: '742.50',
    amount_capitals: '柒佰肆拾贰元伍角整',
    pays_from: '2017年10月',
    formula: '(860.00 − 612.50) × 3 人',
    appeal_text: '不服的，可以申请行政复议。',
    office: '示例区民政局',
    decided_on: '2017年9月25日',
  })
  assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-')
  assert.ok(pdf.length > 10_000)
})

test('a template that lacks its data does not become a paper', async () => {
  const template = new URL('../../benefits/documents/decision-notice.typ', import.meta.url)
  await assert.rejects(renderPdf(template, { title: '告知书' }), /does not compile/)
})

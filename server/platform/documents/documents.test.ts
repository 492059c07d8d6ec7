import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { coverageOf, spellOut } from './coverage.ts'
import { qrSvg, renderPdf } from './index.ts'

const template = new URL('../../benefits/documents/decision-notice.typ', import.meta.url)

async function noticeTo(addressee: string): Promise<Buffer> {
  return renderPdf(template, {
    title: '告知书',
    demonstration: true,
    qr: await qrSvg('http://localhost/receipts/7f3a9c21'),
    receipt_text: '凭据 7f3a 9c21，扫码可核对。',
    printed_at: '2017年9月18日',
    case_number: '津南开低保〔2017〕0001号',
    addressee,
    opening: '决定如下。',
    reasons: ['一、人均月收入低于标准。'],
    amount: '742.50',
    amount_text: { before: '自2017年10月起，每月发给', after: '（柒佰肆拾贰元伍角整）。' },
    appeal_text: '不服的，可以申请行政复议。',
    office: '示例区民政局',
    decided_on: '2017年9月25日',
  })
}

/** What a PDF says in its compressed parts, as text. */
function unpacked(pdf: Buffer): string {
  const text = pdf.toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n/g)].map(({ index, 0: head }) => {
    const from = index + head.length
    try {
      return inflateSync(pdf.subarray(from, text.indexOf('endstream', from))).toString('latin1')
    } catch {
      return ''
    }
  })
  return [text, ...streams].join('\n')
}

test('a paper is a PDF, and every Chinese character of it is set', async () => {
  const pdf = await noticeTo('王桂兰')
  assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-')
  assert.ok(pdf.length > 10_000)
})

test('a name with a rare character bears that character on paper', async () => {
  for (const [name, utf16] of [
    ['王𠮷祥', 'D842DFB7'],
    ['叶𨋢', 'D860DEE2'],
    ['马𠮟', 'D842DF9F'],
  ] as const) {
    const said = unpacked(await noticeTo(name))
    assert.ok(/\/BaseFont\s*\/[A-Z]{6}\+HaiheRareCharacters/.test(said), name)
    assert.ok(said.includes(utf16), name)
  }
  // 䶮 and 𬭎 are in the serif itself.
  assert.ok(!unpacked(await noticeTo('龚䶮 王𬭎')).includes('HaiheRareCharacters'))
})

test('a character that no font has is printed as its code, never as an empty box', () => {
  const canSet = (character: string) => character !== '\u{30EDE}'
  assert.deepEqual(
    spellOut({ addressee: '王\u{30EDE}兰', lines: [['\u{30EDE}', 3, null]], sure: true }, canSet),
    { addressee: '王〔U+30EDE〕兰', lines: [['〔U+30EDE〕', 3, null]], sure: true },
  )
})

test('the fonts of the papers are known to have what they have', () => {
  const rare = coverageOf([readFileSync(new URL('./fonts/rare-characters.ttf', import.meta.url))])
  assert.deepEqual(['𠮷', '𨋢', '王', '\u{30EDE}'].map(rare), [true, true, false, false])
})

test('a template that lacks its data does not become a paper', async () => {
  await assert.rejects(renderPdf(template, { title: '告知书' }), /does not compile/)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openInsurer, type Enrolment, type Line, type Reply } from './desk.ts'

/** An insurer whose book outlives it. */
function open(book: Enrolment[]) {
  return openInsurer({
    secret: 'secret',
    script: () => ({}),
    house: undefined,
    partner_id: 'medical_insurer',
    now: () => '2017-09-01T00:00:00.000Z',
    book: { read: () => [...book], write: (enrolment) => book.push(enrolment) },
  })
}

const roster = { kind: 'medical-insurance-subsidy', year: 2017, division_code: '120104' }
const line = (line_id: string, act: Line['act']): Line => ({
  line_id,
  act,
  name: '王一',
  identity_number: '120104195203070426',
  content: {},
})

let letters = 0
async function ask(insurer: ReturnType<typeof open>, kind: string, lines: Line[] = []) {
  letters += 1
  const reply: Reply = await insurer.answer({ request_id: `${letters}`, kind, body: { roster, lines } })
  assert.ok(reply !== 'never' && reply.text !== undefined)
  const { body } = JSON.parse(reply.text) as {
    body: { accepted?: string[]; lines?: { result: string; word?: object }[] }
  }
  return body
}

test('an insurer that was closed still knows whom it has insured', async () => {
  const book: Enrolment[] = []
  const first = await ask(open(book), 'roster.send', [line('1', 'join')])
  const later = open(book)
  assert.deepEqual(await ask(later, 'roster.reconcile'), { accepted: ['1'] })
  assert.deepEqual(await ask(later, 'roster.send', [line('1', 'join')]), first)
  assert.equal(book.length, 1)
  const left = await ask(later, 'roster.send', [line('2', 'leave')])
  assert.deepEqual(left.lines, [{ line_id: '2', result: 'accepted' }])
  assert.deepEqual(open(book).enrolled(), [])
})

test('who is in no book cannot leave', async () => {
  const answer = await ask(open([]), 'roster.send', [line('3', 'leave')])
  assert.equal(answer.lines?.[0]?.result, 'rejected')
})

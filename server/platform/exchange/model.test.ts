import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { backoff, faultsToOpen, judge, pauseAfter, type RequestState } from './model.ts'
import { isReachable, readPartners } from './partners.ts'
import { digestOf, isSigned, sign } from './signature.ts'

test('in whatever order and however often answers arrive, at most one counts, and it is a final one', () => {
  const arrival = fc.record({
    sequence: fc.integer({ min: 1, max: 4 }),
    final: fc.boolean(),
    what: fc.constantFrom('a', 'b'),
  })
  fc.assert(
    fc.property(
      fc.array(arrival, { maxLength: 12 }),
      fc.constantFrom<RequestState>('waiting', 'failed'),
      (arrivals, from) => {
        const known = { state: from, sequence: 0, counted: null as Buffer | null }
        let counted = 0
        for (const { what, ...each } of arrivals) {
          const digest = digestOf(what)
          const taken = judge(known, { ...each, digest })
          if (taken === 'counted') {
            counted += 1
            assert.ok(each.final)
            Object.assign(known, { state: 'answered', counted: digest })
          }
          if (taken === 'interim') Object.assign(known, { state: 'accepted', sequence: each.sequence })
          if (taken === 'repeated') assert.ok(known.counted?.equals(digest))
          if (taken === 'conflicting') assert.ok(!known.counted?.equals(digest))
        }
        assert.equal(counted, arrivals.some((each) => each.final) ? 1 : 0)
      },
    ),
  )
})

test('what was taken back takes nothing in', () => {
  const arriving = { sequence: 9, final: true, digest: digestOf('a') }
  assert.equal(judge({ state: 'cancelled', sequence: 0, counted: null }, arriving), 'late')
})

test('waits double, differ by chance, and never exceed a quarter of an hour', () => {
  assert.equal(backoff(1, 2000, 1), 2000)
  assert.equal(backoff(2, 2000, 1), 4000)
  assert.equal(backoff(2, 2000, 0), 2000)
  assert.equal(backoff(60, 2000, 1), 15 * 60_000)
})

test('four faults in a row are borne, the fifth makes a pause, and pauses end at ten minutes', () => {
  assert.equal(pauseAfter(faultsToOpen - 1, 30_000), 0)
  assert.equal(pauseAfter(faultsToOpen, 30_000), 30_000)
  assert.equal(pauseAfter(faultsToOpen + 1, 30_000), 60_000)
  assert.equal(pauseAfter(500, 30_000), 600_000)
})

test('a signature holds for its bytes, its time and its direction only', () => {
  const secret = 'a secret that two systems share'
  const time = '2026-01-05T01:00:00.000Z'
  const signed = sign(secret, 'answer', time, '{"a":1}')
  const near = '2026-01-05T01:04:59.000Z'
  assert.equal(isSigned(secret, 'answer', signed, '{"a":1}', near), true)
  assert.equal(isSigned(secret, 'answer', signed, '{"a":1}', '2026-01-05T01:05:01.000Z'), false)
  assert.equal(isSigned(secret, 'answer', signed, '{"a":1}', '2026-01-05T00:54:59.000Z'), false)
  assert.equal(isSigned(secret, 'answer', signed, '{"a":2}', near), false)
  assert.equal(isSigned(secret, 'request', signed, '{"a":1}', near), false)
  assert.equal(isSigned('another secret', 'answer', signed, '{"a":1}', near), false)
  assert.equal(isSigned(secret, 'answer', { ...signed, time: 'soon' }, '{"a":1}', near), false)
})

const strong = 'q3Jr8sXb2LkV9fTz0wYp7uHn5cMd1eGaRiOjK6vBxQ4'
const entry = (address: string, secret = strong) => JSON.stringify({ tax: { address, secret } })

test('addresses are https without anything hidden in them; plain http only on this machine itself', () => {
  for (const address of [
    'https://tax.example.gov.cn/means',
    'https://10.20.30.40:8443/x',
    'http://127.0.0.1:9000/tax',
    'http://[::1]:9000/tax',
  ])
    assert.equal(readPartners(entry(address))[0]?.address, address)
  for (const address of [
    'http://tax.example.gov.cn/means',
    'http://10.20.30.40/means',
    'https://user:pass@tax.example.gov.cn/',
    'https://tax.example.gov.cn/?number=120104195903110426',
    'https://169.254.169.254/latest',
    'https://[fe80::1]/',
    'https://0.0.0.0/',
    'ftp://tax.example.gov.cn/',
    'file:///etc/passwd',
    'tax',
  ])
    assert.throws(() => readPartners(entry(address)), /tax\.address/, address)
})

test('a weak secret, an unknown setting and a name that no partner bears are refused without repeating the secret', () => {
  assert.throws(
    () => readPartners(entry('https://tax.example.gov.cn/', 'changeme')),
    (error: Error) => {
      assert.match(error.message, /tax\.secret/)
      assert.doesNotMatch(error.message, /changeme/)
      return true
    },
  )
  assert.throws(() =>
    readPartners(JSON.stringify({ tax: { address: 'https://a.cn/', secret: strong, timeout: 5 } })),
  )
  assert.throws(() => readPartners(JSON.stringify({ 'Tax office': {} })))
  assert.throws(() => readPartners('address: https://a.cn'), /JSON/)
})

test('a name that leads to this machine or to its network’s own administration is not followed', () => {
  for (const address of [
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '0.0.0.0',
    'fe80::1',
    '224.0.0.1',
    'fd00:ec2::254',
  ])
    assert.equal(isReachable(address, true), false, address)
  assert.equal(isReachable('127.0.0.1', false), false)
  assert.equal(isReachable('::ffff:127.0.0.1', false), false)
  assert.equal(isReachable('127.0.0.1', true), true)
  assert.equal(isReachable('10.20.30.40', false), true)
})

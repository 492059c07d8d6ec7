import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import type { FastifyReply } from 'fastify'
import { sendStream } from './stream.ts'

/** A reader who takes a piece at a time, as a reply; `after` pieces it goes away. */
function slowReader(after = Infinity) {
  let taken = 0
  const raw = new Writable({
    highWaterMark: 1,
    write(_piece, _encoding, done) {
      taken += 1
      setImmediate(() => (taken >= after ? raw.destroy() : done()))
    },
  })
  const reply = {
    raw: Object.assign(raw, { writeHead: () => undefined }),
    hijack: () => undefined,
    getHeaders: () => ({}),
    statusCode: 200,
    server: { server: { timeout: 0 } },
  } as unknown as FastifyReply
  return { raw, reply, taken: () => taken }
}

test('a long export to a slow reader leaves nothing behind for each wait', async () => {
  const { raw, reply, taken } = slowReader()
  let most = 0
  async function* pieces() {
    for (let at = 0; at < 500; at += 1) {
      most = Math.max(most, raw.listenerCount('close') + raw.listenerCount('error'))
      yield 'row'
    }
  }
  const before = raw.listenerCount('close') + raw.listenerCount('error')
  const held = await sendStream(reply, pieces())
  assert.equal(taken(), 499, 'the last one waits for the act')
  assert.ok(typeof held === 'object' && 'end' in held)
  held.end()
  await once(raw, 'finish')
  assert.equal(taken(), 500)
  assert.ok(most <= before + 4, `${most} listeners`)
})

test('an export whose reader has gone stops, and closes what it read from', async () => {
  const { reply, taken } = slowReader(3)
  let closed = false
  async function* pieces() {
    try {
      for (;;) yield 'row'
    } finally {
      closed = true
    }
  }
  await sendStream(reply, pieces())
  assert.equal(taken(), 3)
  assert.equal(closed, true)
})

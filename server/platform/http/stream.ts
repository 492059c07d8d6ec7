/** Sends an answer piece by piece, at the pace of the reader, without holding it whole in memory. */
import type { FastifyReply } from 'fastify'
import { once } from 'node:events'
import { Socket } from 'node:net'
import type { Writable } from 'node:stream'

export type StreamContent = AsyncIterable<string | Uint8Array> | Uint8Array | string

/** A long list that has to be sorted is worked at before anything leaves; the connection must not be cut for that. */
const FIRST_PIECE_MILLISECONDS = 5 * 60_000

/** All but its last piece is out; `end` sends that one. */
export type HeldBack = { end(): void }

/**
 * Sends pieces as they come and holds the last one back, so that nobody has the whole before the act that gives it out
 * is committed. What is already whole is returned for an ordinary send. A failure before the first piece is an ordinary
 * problem; after it the connection breaks, so that a cut export never looks complete.
 */
export async function sendStream(
  reply: FastifyReply,
  content: StreamContent,
): Promise<string | Buffer | HeldBack> {
  if (typeof content === 'string') return content
  if (content instanceof Uint8Array)
    return Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const pieces = content[Symbol.asyncIterator]()
  const { raw } = reply
  allowSilence(reply, FIRST_PIECE_MILLISECONDS)
  let piece = await pieces.next()
  allowSilence(reply, reply.server.server.timeout)
  reply.hijack()
  raw.writeHead(reply.statusCode, headersOf(reply))
  let last: string | Uint8Array = ''
  try {
    while (piece.done !== true && !raw.destroyed) {
      if (last.length > 0 && !raw.write(last)) await drained(raw)
      last = piece.value
      piece = await pieces.next()
    }
  } finally {
    await pieces.return?.()
  }
  return { end: () => raw.end(last) }
}

/** Waits until the reader has caught up or is gone, and leaves nothing behind: a long export waits thousands of times. */
async function drained(raw: Writable): Promise<void> {
  const waiting = new AbortController()
  const { signal } = waiting
  try {
    await Promise.race([once(raw, 'drain', { signal }), once(raw, 'close', { signal })])
  } finally {
    waiting.abort()
  }
}

function allowSilence({ raw }: FastifyReply, milliseconds: number): void {
  // A request that never came through a port has no such socket.
  if (raw.socket instanceof Socket) raw.socket.setTimeout(milliseconds)
}

function headersOf(reply: FastifyReply): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value : String(value)
  }
  return headers
}

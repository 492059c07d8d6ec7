/** Sends an answer piece by piece, at the pace of the reader, without holding it whole in memory. */
import type { FastifyReply } from 'fastify'
import { once } from 'node:events'

export type StreamContent = AsyncIterable<string | Uint8Array> | Uint8Array | string

/**
 * Sends pieces as they come; resolves when all are out. What is already whole is returned for an ordinary send.
 * A failure before the first piece is an ordinary problem; after it the connection breaks, so that a cut export
 * never looks complete.
 */
export async function sendStream(
  reply: FastifyReply,
  content: StreamContent,
): Promise<string | Buffer | undefined> {
  if (typeof content === 'string') return content
  if (content instanceof Uint8Array)
    return Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const pieces = content[Symbol.asyncIterator]()
  let piece = await pieces.next()
  reply.hijack()
  const { raw } = reply
  raw.writeHead(reply.statusCode, headersOf(reply))
  try {
    while (piece.done !== true && !raw.destroyed) {
      if (!raw.write(piece.value)) await Promise.race([once(raw, 'drain'), once(raw, 'close')])
      piece = await pieces.next()
    }
    raw.end()
  } catch (error) {
    raw.destroy()
    throw error
  } finally {
    await pieces.return?.()
  }
  return undefined
}

function headersOf(reply: FastifyReply): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value : String(value)
  }
  return headers
}

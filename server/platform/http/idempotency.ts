/**
 * An act that is sent again with the same `idempotency-key` and the same content gets the first answer again; the
 * same key with other content is refused. The memory is written in the act's own transaction.
 */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Act } from '../act.ts'
import { Problem, problem } from '../problems/index.ts'
import { isReading } from './act.ts'
import { findAnswer, insertAnswer, lockKey } from './queries.ts'

/**
 * The first answer to this key, or the one that `work` makes now. Two requests with one key wait for each other.
 * Throws `idempotency_key_reused`, or `malformed` for a key of the wrong shape.
 */
export async function answerOnce(
  act: Act,
  request: FastifyRequest,
  reply: FastifyReply,
  content: unknown,
  work: () => Promise<string | Problem>,
): Promise<string | Problem> {
  const key = keyOf(request)
  if (key === undefined) return work()
  const accountKey = ownerOf(act, request)
  const bodyHash = hashOf(request, content)
  await lockKey(act.tx, `${accountKey} ${key}`)
  const first = await findAnswer(act.tx, accountKey, key)
  if (first !== undefined) {
    if (!bodyHash.equals(first.body_hash)) throw problem('idempotency_key_reused')
    reply.header('idempotent-replay', 'true')
    return JSON.stringify(first.answer)
  }
  const answer = await work()
  if (answer instanceof Problem) return answer
  await insertAnswer(act.tx, { account_key: accountKey, key, body_hash: bodyHash, status: 200, answer })
  return answer
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined || isReading(request)) return undefined
  if (typeof key === 'string' && /^[\w-]{8,100}$/.test(key)) return key
  throw problem('malformed', { detail: '提交编号须为 8 至 100 位字母、数字或连字符。' })
}

function ownerOf(act: Act, request: FastifyRequest): string {
  const { caller } = act
  if (caller.kind === 'staff' || caller.kind === 'resident') return caller.account_id
  // On a public route whoever is signed in is a visitor too, and not everybody's.
  const visitor = request.session?.csrf_token ?? request.visitor ?? ''
  return `visitor ${createHash('sha256').update(visitor).digest('hex')}`
}

function hashOf(request: FastifyRequest, content: unknown): Buffer {
  const parts = [request.method, request.routeOptions.url, request.params, request.query, content ?? null]
  return createHash('sha256').update(JSON.stringify(parts)).digest()
}

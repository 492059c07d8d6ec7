/** Who may enter a route at all, and whether a writing request truly comes from our own page. */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { problem } from '../problems/index.ts'
import { visitorCsrfToken } from '../sessions/index.ts'
import type { RouteAccess } from './contract.ts'

/** Throws `not_signed_in`, `session_expired` or `not_permitted`. */
export function checkAccess(request: FastifyRequest, access: RouteAccess): void {
  if (access === 'public') return
  const { kind } = request.caller
  if (kind === 'public') throw problem(request.session_lost ? 'session_expired' : 'not_signed_in')
  if (access !== 'signed_in' && access !== kind) throw problem('not_permitted')
}

/** The token that the page received with its session; before sign-in it hangs on the visitor's cookie. */
export function csrfTokenOf(request: FastifyRequest): string | undefined {
  if (request.session !== undefined) return request.session.csrf_token
  return request.visitor === undefined ? undefined : visitorCsrfToken(request.visitor)
}

/** Throws `cross_site_refused` unless the request carries the page's token and comes from our own origin. */
export function checkSameSite(request: FastifyRequest): void {
  const { origin } = request.headers
  if (origin !== undefined && !isOwnOrigin(origin, request.host)) throw problem('cross_site_refused')
  const expected = csrfTokenOf(request)
  const sent = request.headers['x-csrf-token']
  if (expected === undefined || typeof sent !== 'string' || !equal(sent, expected)) {
    throw problem('cross_site_refused')
  }
}

function isOwnOrigin(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}

function equal(left: string, right: string): boolean {
  const a = Buffer.from(left)
  const b = Buffer.from(right)
  return a.length === b.length && timingSafeEqual(a, b)
}

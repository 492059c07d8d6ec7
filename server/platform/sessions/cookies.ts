/** The cookies: only for this host, unreadable for scripts, never sent from other sites. */
import type { FastifyReply, FastifyRequest } from 'fastify'

/** `__Host-` needs https; on a loopback address there is none. */
function nameOf(request: FastifyRequest, name: string): string {
  return request.protocol === 'https' ? `__Host-${name}` : name
}

export function readCookie(
  request: FastifyRequest,
  name: 'haihe_session' | 'haihe_visitor',
): string | undefined {
  return request.cookies[nameOf(request, name)]
}

export function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  name: 'haihe_session' | 'haihe_visitor',
  value: string,
): void {
  reply.setCookie(nameOf(request, name), value, options(request))
}

export function clearCookie(request: FastifyRequest, reply: FastifyReply, name: 'haihe_session'): void {
  reply.clearCookie(nameOf(request, name), options(request))
}

function options(request: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const
}

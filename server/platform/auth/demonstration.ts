/** The role picker: only in demonstration mode, only for a browser on this very machine. */
import type { FastifyRequest } from 'fastify'
import type { Mode } from '../http/index.ts'

const loopback = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/
const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/

/** Whether the picker exists for this request; a forwarded one comes from elsewhere, whatever its last hop. */
export function mayPickRoles(request: FastifyRequest, mode: Mode): boolean {
  if (mode !== 'demonstration') return false
  const { headers, socket } = request.raw
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false
  return loopback.test(socket.remoteAddress ?? '') && loopbackHost.test(headers.host ?? '')
}

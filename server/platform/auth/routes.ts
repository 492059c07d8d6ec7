import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Act } from '../act.ts'
import { csrfTokenOf, implement } from '../http/index.ts'
import type { Module } from '../http/index.ts'
import { notFound, Problem } from '../problems/index.ts'
import { clearCookie, newToken, setCookie, visitorCsrfToken } from '../sessions/index.ts'
import { describeSession, describeStarted } from './answer.ts'
import * as contract from './contract.ts'
import { mayPickRoles } from './demonstration.ts'
import { listDemonstrationAccounts } from './queries.ts'
import {
  acceptInvitation,
  changePassword,
  signIn,
  signInForDemonstration,
  signOut,
  takePost,
} from './service.ts'
import type { Door, Started } from './service.ts'

// The login role reads accounts and writes sessions: nobody has a role of their own yet.
const atDoor = { as_application: true }
// Passwords and tokens are guessed here if anywhere.
const guarded = { as_application: true, requests_per_minute: 30 }

/** Enough for two clerks of each street of the district that the demonstration's households live in. */
const shownOfEachRole = 24

export const authModule: Module = { name: 'auth', routes }

function routes(server: FastifyInstance): void {
  implement(server, contract.getSession, (act, _input, reply) => answerSession(server, act, reply), {
    ...atDoor,
    in_background: true,
  })
  implement(
    server,
    contract.signIn,
    async (act, { body }, reply) =>
      enter(server, act, reply, await signIn(act, doorOf(server, reply.request), body)),
    guarded,
  )
  implement(
    server,
    contract.signOut,
    async (act, _input, reply) => {
      await signOut(act, reply.request.session?.session_id)
      clearCookie(reply.request, reply, 'haihe_session')
      return {}
    },
    atDoor,
  )
  implement(
    server,
    contract.takePost,
    async (act, { body }, reply) =>
      enter(server, act, reply, await takePost(act, doorOf(server, reply.request), body.post_id)),
    atDoor,
  )
  demonstrationRoutes(server)
  passwordRoutes(server)
}

function demonstrationRoutes(server: FastifyInstance): void {
  implement(
    server,
    contract.listDemonstrationAccounts,
    async (act, _input, reply) => {
      if (!mayPickRoles(reply.request, server.house.mode)) throw notFound()
      const rows = await listDemonstrationAccounts(act.tx, act.today, shownOfEachRole)
      const order = [null, ...contract.roleCode.options] as const
      return {
        accounts: rows
          .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
          .map((row) => ({ ...row, role_title: row.role === null ? '居民' : contract.roleTitles[row.role] })),
      }
    },
    atDoor,
  )
  implement(
    server,
    contract.signInForDemonstration,
    async (act, { body }, reply) => {
      if (!mayPickRoles(reply.request, server.house.mode)) throw notFound()
      const started = await signInForDemonstration(act, doorOf(server, reply.request), body.account_id)
      return enter(server, act, reply, started)
    },
    atDoor,
  )
}

function passwordRoutes(server: FastifyInstance): void {
  implement(
    server,
    contract.acceptInvitation,
    (act, { body }, reply) => acceptInvitation(act, doorOf(server, reply.request), body),
    guarded,
  )
  implement(
    server,
    contract.changePassword,
    async (act, { body }, reply) => {
      await changePassword(act, doorOf(server, reply.request), body)
      clearCookie(reply.request, reply, 'haihe_session')
      return {}
    },
    guarded,
  )
}

/** Sets the cookie of a session that began, or passes the refusal on. */
async function enter(server: FastifyInstance, act: Act, reply: FastifyReply, started: Started | Problem) {
  if (started instanceof Problem) return started
  setCookie(reply.request, reply, 'haihe_session', started.token)
  return describeStarted(act, server.house, reply.request, started.token)
}

/** For someone who has not signed in, a visitor's cookie comes along: public forms hang on it. */
async function answerSession(server: FastifyInstance, act: Act, reply: FastifyReply) {
  const { request } = reply
  let token = csrfTokenOf(request)
  if (token === undefined) {
    const visitor = newToken()
    setCookie(request, reply, 'haihe_visitor', visitor)
    token = visitorCsrfToken(visitor)
  }
  return describeSession(act, server.house, request.session, token)
}

function doorOf(server: FastifyInstance, request: FastifyRequest): Door {
  const { pepper } = server.house.secrets
  return { address: request.ip, pepper, session_id: request.session?.session_id }
}

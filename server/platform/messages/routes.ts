import type { FastifyInstance } from 'fastify'
import { implement } from '../http/index.ts'
import type { Module } from '../http/index.ts'
import { listMessages, readMessage } from './contract.ts'
import { listOwnMessages, readOwnMessage } from './service.ts'

export const messagesModule: Module = { name: 'messages', routes }

function routes(server: FastifyInstance): void {
  implement(
    server,
    listMessages,
    (act, { query }) => listOwnMessages(act, { ...query, unread: query.unread ?? false }),
    { in_background: true },
  )
  implement(server, readMessage, (act, { params }) => readOwnMessage(act, params.message_id))
}

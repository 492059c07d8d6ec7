/** Messages to people and accounts, in the portal and the workbench. */
import { z } from 'zod'
import { defineRoute, identifier, page } from '../http/contract.ts'

const tags = ['消息']

export const message = z.object({
  message_id: identifier,
  title: z.string(),
  body: z.string(),
  case_id: identifier.nullable(),
  path: z.string().nullable().describe('在门户的哪一页看；为空即看办件'),
  sent_at: z.string(),
  business_date: z.iso.date(),
  read_at: z.string().nullable().describe('本人打开或确认的时间；为空即尚未送达'),
})
export type Message = z.infer<typeof message>

export const listMessages = defineRoute({
  method: 'GET',
  path: '/api/messages',
  summary: '本人的消息，未读的在前，再按时间从近到远',
  tags,
  access: 'signed_in',
  query: z.object({ ...page, unread: z.stringbool().optional().describe('只看未读') }),
  response: z.object({ rows: z.array(message), total: z.number().int(), unread: z.number().int() }),
})

export const readMessage = defineRoute({
  method: 'POST',
  path: '/api/messages/:message_id/read',
  summary: '确认已读：这时消息才算送达',
  tags,
  access: 'signed_in',
  params: z.object({ message_id: identifier }),
  response: message,
})

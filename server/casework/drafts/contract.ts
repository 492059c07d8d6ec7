/** Half-filled forms, kept per account so that they go on where they were left, on any device. */
import { z } from 'zod'
import { code, defineRoute, identifier } from '../../platform/http/contract.ts'

const params = z.object({
  form: code,
  subject: z.union([identifier, code]).describe('没有对象写 none'),
})
const draft = z.object({
  answers: z.record(z.string(), z.unknown()),
  version: z.number().int(),
  saved_at: z.string(),
})
const tags = ['草稿']

export const draftRoutes = {
  find_draft: defineRoute({
    method: 'GET',
    path: '/api/drafts/:form/:subject',
    summary: '上次填到哪里',
    tags,
    access: 'signed_in',
    params,
    response: z.object({ draft: draft.nullable() }),
  }),
  save_draft: defineRoute({
    method: 'PUT',
    path: '/api/drafts/:form/:subject',
    summary: '保存草稿；version 为 0 表示新的',
    tags,
    access: 'signed_in',
    params,
    body: z.object({
      version: z.number().int().min(0),
      answers: z.record(z.string(), z.unknown()),
    }),
    response: draft,
  }),
  discard_draft: defineRoute({
    method: 'DELETE',
    path: '/api/drafts/:form/:subject',
    summary: '删除草稿',
    tags,
    access: 'signed_in',
    params,
    response: z.object({ discarded: z.boolean() }),
  }),
}

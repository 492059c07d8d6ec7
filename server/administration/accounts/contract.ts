/** Accounts of staff and their sessions, for the security administrator. */
import { z } from 'zod'
import { defineRoute, identifier, page } from '../../platform/http/contract.ts'
import { roleCode } from '../../platform/auth/contract.ts'

const tags = ['系统管理']
const account = { params: z.object({ account_id: identifier }), access: 'staff', tags } as const

export const accountPost = z.object({
  post_id: identifier,
  role: roleCode,
  role_title: z.string(),
  unit_id: identifier,
  unit_name: z.string(),
  division_code: z.string(),
  from: z.iso.date().nullable(),
  until: z.iso.date().nullable().describe('不含当日'),
})

export const accountRow = z.object({
  account_id: identifier,
  user_name: z.string(),
  display_name: z.string(),
  state: z.enum(['active', 'disabled']),
  created_at: z.string(),
  recent_failures: z.number().int().describe('解锁以来一日内登录失败次数'),
  online: z.number().int().describe('在线会话数'),
  posts: z.array(accountPost),
})
export type AccountRow = z.infer<typeof accountRow>

export const listAccounts = defineRoute({
  method: 'POST',
  path: '/api/administration/accounts/search',
  summary: '工作人员账号；姓名不进网址',
  tags,
  access: 'staff',
  body: z.object({
    ...page,
    search: z.string().trim().max(60).optional(),
    state: z.enum(['active', 'disabled']).optional(),
  }),
  response: z.object({ rows: z.array(accountRow), total: z.number().int() }),
})

export const getAccount = defineRoute({
  ...account,
  method: 'GET',
  path: '/api/administration/accounts/:account_id',
  summary: '一个工作人员账号',
  response: accountRow,
})

export const invitation = z.object({
  token: z.string().describe('一次性口令，只显示这一次'),
  expires_at: z.string(),
})

export const createAccount = defineRoute({
  method: 'POST',
  path: '/api/administration/accounts',
  summary: '建立账号并签发一次性口令',
  tags,
  access: 'staff',
  body: z.object({
    user_name: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9._-]{3,64}$/, '用户名须为 3 至 64 位字母、数字、点、下划线或连字符'),
    display_name: z.string().trim().min(1).max(60),
  }),
  response: z.object({ account_id: identifier, invitation }),
})

export const inviteAccount = defineRoute({
  ...account,
  method: 'POST',
  path: '/api/administration/accounts/:account_id/invitation',
  summary: '重新签发一次性口令',
  response: invitation,
})

export const disableAccount = defineRoute({
  ...account,
  method: 'POST',
  path: '/api/administration/accounts/:account_id/disable',
  summary: '停用账号并结束其会话',
  response: z.object({}),
})

export const enableAccount = defineRoute({
  ...account,
  method: 'POST',
  path: '/api/administration/accounts/:account_id/enable',
  summary: '恢复账号',
  response: z.object({}),
})

export const unlockAccount = defineRoute({
  ...account,
  method: 'POST',
  path: '/api/administration/accounts/:account_id/unlock',
  summary: '解除登录锁定',
  response: z.object({}),
})

export const sessionRow = z.object({
  session_id: identifier,
  account_id: identifier,
  display_name: z.string(),
  kind: z.enum(['staff', 'resident']),
  role: roleCode.nullable(),
  role_title: z.string(),
  unit_name: z.string(),
  created_at: z.string(),
  last_seen_at: z.string(),
  address: z.string().nullable(),
})

export const listSessions = defineRoute({
  method: 'GET',
  path: '/api/administration/sessions',
  summary: '在线会话',
  tags,
  access: 'staff',
  query: z.object(page),
  response: z.object({ rows: z.array(sessionRow), total: z.number().int() }),
})

export const endSession = defineRoute({
  method: 'POST',
  path: '/api/administration/sessions/:session_id/end',
  summary: '强制下线',
  tags,
  access: 'staff',
  params: z.object({ session_id: identifier }),
  response: z.object({}),
})

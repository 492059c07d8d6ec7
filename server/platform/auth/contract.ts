/** Signing in and out, the acting post, and the demonstration's role picker. */
import { z } from 'zod'
import { defineRoute, identifier } from '../http/contract.ts'

const tags = ['登录']

export const roleCode = z.enum([
  'community_worker',
  'street_clerk',
  'district_approver',
  'finance',
  'policy_officer',
  'leader',
  'system_administrator',
  'security_administrator',
  'audit_administrator',
])

/** What a role is called on pages and papers. */
export const roleTitles: Record<z.infer<typeof roleCode>, string> = {
  community_worker: '社区工作者',
  street_clerk: '街镇经办人',
  district_approver: '区级审批人',
  finance: '财务人员',
  policy_officer: '市级政策岗',
  leader: '领导',
  system_administrator: '系统管理员',
  security_administrator: '安全管理员',
  audit_administrator: '审计管理员',
}

export const sessionPost = z.object({
  post_id: identifier,
  role: roleCode,
  role_title: z.string(),
  unit_name: z.string(),
  division_code: z.string(),
  division_name: z.string(),
})

export const sessionAnswer = z.object({
  account: z
    .object({
      account_id: identifier,
      display_name: z.string(),
      kind: z.enum(['staff', 'resident']),
      post: sessionPost.nullable(),
      person_id: identifier.nullable(),
      posts: z.array(sessionPost).describe('本人现任的全部岗位'),
    })
    .nullable(),
  csrf_token: z.string(),
  business_date: z.iso.date(),
  demonstration: z.boolean(),
  city_name: z.string(),
})
export type SessionAnswer = z.infer<typeof sessionAnswer>

export const getSession = defineRoute({
  method: 'GET',
  path: '/api/session',
  summary: '当前登录人、岗位与业务日期',
  tags,
  access: 'public',
  response: sessionAnswer,
})

export const signIn = defineRoute({
  method: 'POST',
  path: '/api/session',
  summary: '登录',
  tags,
  access: 'public',
  body: z.object({ user_name: z.string().trim().min(1).max(64), password: z.string().min(1).max(200) }),
  response: sessionAnswer,
})

export const signOut = defineRoute({
  method: 'DELETE',
  path: '/api/session',
  summary: '退出登录',
  tags,
  access: 'public',
  response: z.object({}),
})

export const takePost = defineRoute({
  method: 'POST',
  path: '/api/session/post',
  summary: '换用本人的另一岗位',
  tags,
  access: 'staff',
  body: z.object({ post_id: identifier }),
  response: sessionAnswer,
})

export const demonstrationAccount = z.object({
  account_id: identifier,
  display_name: z.string(),
  role_title: z.string(),
  unit_name: z.string(),
  division_name: z.string(),
})

export const listDemonstrationAccounts = defineRoute({
  method: 'GET',
  path: '/api/session/demonstration',
  summary: '可以扮演的角色（仅演示环境、仅本机）',
  tags,
  access: 'public',
  response: z.object({ accounts: z.array(demonstrationAccount) }),
})

export const signInForDemonstration = defineRoute({
  method: 'POST',
  path: '/api/session/demonstration',
  summary: '扮演角色登录（仅演示环境、仅本机）',
  tags,
  access: 'public',
  body: z.object({ account_id: identifier }),
  response: sessionAnswer,
})

/** Length is what counts; the service also refuses the user name and what everybody tries first. */
export const newPassword = z.string().min(10, '密码至少 10 位').max(200)

export const acceptInvitation = defineRoute({
  method: 'POST',
  path: '/api/session/invitation',
  summary: '凭一次性口令设置密码',
  tags,
  access: 'public',
  body: z.object({ token: z.string().regex(/^[\w-]{43}$/, '口令格式不正确'), password: newPassword }),
  response: z.object({ user_name: z.string() }),
})

export const changePassword = defineRoute({
  method: 'POST',
  path: '/api/session/password',
  summary: '修改本人密码',
  tags,
  access: 'signed_in',
  body: z.object({ current_password: z.string().min(1).max(200), password: newPassword }),
  response: z.object({}),
})

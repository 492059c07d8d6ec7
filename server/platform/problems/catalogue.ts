/** Refusals that the platform itself makes; the modules above add theirs in their `problems.ts`. */
import { defineProblems } from './problem.ts'
import type { Problem } from './problem.ts'

export const problem = defineProblems({
  malformed: { status: 400, title: '请求无法读取', advice: '请刷新页面后重试。' },
  invalid_input: { status: 400, title: '填写有误', advice: '请按提示修改标出的内容后再提交。' },
  not_signed_in: { status: 401, title: '请先登录', advice: '登录后再继续。' },
  session_expired: {
    status: 401,
    title: '登录已过期',
    advice: '请重新登录后再次提交，已填写的内容仍在页面上。',
  },
  sign_in_refused: {
    status: 401,
    title: '用户名或密码不正确',
    advice: '请核对后重试；多次失败后须等待一段时间。',
  },
  not_permitted: {
    status: 403,
    title: '没有办理此事的权限',
    advice: '如确需办理，请联系安全管理员核对岗位与角色。',
  },
  cross_site_refused: { status: 403, title: '页面已失效', advice: '请刷新页面后重新提交。' },
  not_found: { status: 404, title: '没有找到', advice: '内容不存在，或不在您可以查看的范围内。' },
  version_conflict: {
    status: 409,
    title: '内容已被他人修改',
    advice: '请对照现行内容与您填写的内容，确认后再提交。',
  },
  already_exists: { status: 409, title: '内容已存在', advice: '请核对是否重复提交。' },
  still_referred_to: { status: 409, title: '内容正被引用', advice: '请先处理引用它的内容。' },
  idempotency_key_reused: {
    status: 409,
    title: '提交编号已用于另一次提交',
    advice: '请刷新页面后重新提交。',
  },
  busy: { status: 409, title: '他人正在办理', advice: '请稍后重试。' },
  too_large: { status: 413, title: '提交的内容过大', advice: '请缩减后重试。' },
  unsupported_content: { status: 415, title: '不支持的内容格式', advice: '请改用页面提供的方式提交。' },
  refused_by_database: { status: 422, title: '内容不符合登记要求', advice: '请核对填写的内容。' },
  too_many_requests: { status: 429, title: '操作过于频繁', advice: '请稍候再试。' },
  internal_error: {
    status: 500,
    title: '系统出现问题',
    advice: '本次操作没有生效，请稍后重试；如仍出现，请把请求编号告诉系统管理员。',
  },
  unavailable: { status: 503, title: '服务暂不可用', advice: '请稍后重试。' },
})

/** For what does not exist and for what may not be seen: the answer does not tell which. */
export function notFound(): Problem {
  return problem('not_found')
}

import { defineProblems } from '../problems/index.ts'

export const problem = defineProblems({
  too_many_attempts: {
    status: 429,
    title: '登录失败次数过多',
    advice: '请等待提示的时间后再试，或请安全管理员解除锁定。',
  },
  account_without_post: {
    status: 403,
    title: '没有现任岗位',
    advice: '请联系安全管理员核对您的岗位。',
  },
  invitation_not_valid: {
    status: 404,
    title: '口令无效',
    advice: '口令已经用过或已过期，请安全管理员重新签发。',
  },
  password_too_weak: {
    status: 422,
    title: '密码过于简单',
    advice: '请换一个更长、不含用户名、不常见的密码。',
  },
})

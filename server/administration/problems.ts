import { defineProblems } from '../platform/problems/index.ts'

export const problem = defineProblems({
  user_name_taken: {
    status: 409,
    title: '用户名已被使用',
    advice: '请换一个用户名。',
    constraints: ['account_user_name_key'],
  },
  own_account: {
    status: 409,
    title: '不能处理自己的账号',
    advice: '停用、授权或签发口令须由另一位安全管理员办理。',
  },
  administrators_stay_apart: {
    status: 409,
    title: '岗位互斥',
    advice: '系统、安全、审计管理员须由不同的人担任，且不得兼任业务岗位。',
  },
  post_outside_unit: {
    status: 422,
    title: '岗位辖区超出所在单位',
    advice: '请选择单位所在区划之内的辖区。',
  },
  not_a_demonstration: {
    status: 409,
    title: '业务日期随系统时间',
    advice: '只有演示环境可以调整业务日期。',
  },
  day_too_far: {
    status: 422,
    title: '一次推移得太远',
    advice: '一次最多推移 366 天，请分几次办理。',
  },
  days_still_running: {
    status: 409,
    title: '上一次推移经过的日子还在办理',
    advice: '请等它办完再推移。',
  },
  job_is_running: { status: 409, title: '任务正在运行或已完成', advice: '请刷新列表后再看。' },
})

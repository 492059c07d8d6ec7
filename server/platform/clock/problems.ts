import { defineProblems } from '../problems/index.ts'

export const problem = defineProblems({
  clock_runs_by_itself: {
    status: 409,
    title: '业务日期随系统时间',
    advice: '只有演示环境可以调整业务日期。',
  },
  clock_only_forward: {
    status: 409,
    title: '业务日期只能向后推移',
    advice: '请选择晚于当前业务日期的日子。',
  },
  calendar_not_published: {
    status: 409,
    title: '工作日历尚未公布',
    advice: '该年度的放假安排尚未导入，请系统管理员导入国务院办公厅的放假通知后再办理。',
  },
  calendar_day_outside_year: { status: 422, title: '日期不在该年度', advice: '请核对导入的日期与年度。' },
})

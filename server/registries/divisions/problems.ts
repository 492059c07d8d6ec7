import { defineProblems } from '../../platform/problems/index.ts'

export const problem = defineProblems({
  division_unknown: { status: 422, title: '没有这个区划', advice: '请从列表中选择区划。' },
  division_ended: {
    status: 422,
    title: '这个区划已撤销',
    advice: '请改选承接它的区划。',
  },
  division_too_wide: { status: 422, title: '区划过大', advice: '请选择到社区或村。' },
})

import { defineProblems } from '../../platform/problems/index.ts'

export const problem = defineProblems({
  credit_code_wrong: { status: 422, title: '统一社会信用代码有误', advice: '请核对代码。' },
  credit_code_taken: {
    status: 409,
    title: '该统一社会信用代码已登记',
    advice: '请先按代码查找；不在您辖区的，请联系其登记地。',
    constraints: ['organisation_credit_code_key'],
  },
  dissolved_before_established: {
    status: 422,
    title: '注销日期早于成立日期',
    advice: '请核对日期。',
  },
})

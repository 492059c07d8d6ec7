import { defineProblems } from '../../platform/problems/index.ts'

export const problem = defineProblems({
  relative_not_registered: {
    status: 422,
    title: '没有查到这个人',
    advice: '请核对姓名和证件号码，两样都要对。还没有登记过的，他申请救助前须先登记，登记后再申报。',
    field: 'identity_number',
  },
  relative_is_oneself: {
    status: 422,
    title: '这是工作人员本人',
    advice: '本人和同户成员的办件，系统已经不让本人办理，不必申报。',
    field: 'identity_number',
  },
  relative_declared_already: {
    status: 409,
    title: '已经申报过',
    advice: '这个人已在申报之列，不必再报。',
    constraints: ['staff_relative_once'],
    field: 'identity_number',
  },
  relative_after_today: {
    status: 422,
    title: '日期晚于今天',
    advice: '从今天或以前的某一天起。',
    field: 'from',
  },
  colleague_unknown: {
    status: 422,
    title: '没有这名工作人员',
    advice: '请从列表中选择在您辖区内任职的工作人员。',
    field: 'account_id',
  },
  relative_ended_by_another: {
    status: 403,
    title: '自己的申报须由别人结束',
    advice: '请由区里其他审核、审批人或市级政策岗登记结束。',
    constraints: ['staff_relative_ended_by_another'],
  },
  relative_ended_already: { status: 409, title: '已经结束', advice: '请刷新页面查看现状。' },
  relative_end_wrong: {
    status: 422,
    title: '结束日期不合要求',
    advice: '须晚于开始日期，不晚于今天。',
    field: 'on',
  },
})

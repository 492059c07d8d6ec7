/** Refusals of payments. */
import { defineProblems } from '../platform/problems/index.ts'

export const problem = defineProblems({
  payroll_empty: {
    status: 422,
    title: '没有可发放的对象',
    advice: '本月应发对象均已列入批次，或都缺少账户、处于暂停发放中。请查看未列入名单。',
  },
  payroll_state: { status: 409, title: '批次的状态不允许这样办', advice: '请刷新批次，按现在的状态办理。' },
  payroll_version: {
    status: 409,
    title: '批次已被他人改动',
    advice: '请对照现行内容后再办理。',
  },
  payroll_outdated: {
    status: 409,
    title: '名单编制后情况有变化',
    advice: '有待遇变更、暂停发放，或差额已免收、已退还。请退回，由制表人刷新名单后再锁定。',
  },
  payroll_self_approval: {
    status: 403,
    title: '制表人不能复核自己的批次',
    advice: '请交由另一位财务人员或审批人复核。',
    constraints: ['payroll_two_people', 'institution_payment_two_people'],
  },
  payroll_not_permitted: {
    status: 403,
    title: '您的岗位不能办理发放批次',
    advice: '发放由区财务岗位办理，复核由另一人办理。',
  },
  payroll_month_ahead: {
    status: 422,
    title: '不能编制以后月份的批次',
    advice: '请选择业务日所在的月份或以前的月份。',
    constraints: [],
  },
  institution_nothing_due: {
    status: 409,
    title: '没有要付的',
    advice: '有回执的都已编入付款。等对方回执更多以后再编制。',
    constraints: ['institution_payment_line_pkey'],
  },
  bank_return_unreadable: {
    status: 422,
    title: '回盘文件不能读取',
    advice: '请使用银行给出的原文件；表头须为“发放编号,结果,原因”，编码为 UTF-8。文件没有入账。',
  },
  bank_return_mismatch: {
    status: 422,
    title: '回盘文件与批次不符',
    advice: '列出的行不在本批次在途明细中，请核对是否选错批次。文件没有入账。',
  },
  entitlement_overlaps: {
    status: 409,
    title: '该户已有同期同项待遇',
    advice: '请先核对现有待遇的起止。',
    constraints: ['entitlement_one_at_a_time'],
  },
  ledger_unbalanced: {
    status: 422,
    title: '借贷不平',
    advice: '没有入账，请联系系统管理员。',
    constraints: ['ledger_transaction_balances'],
  },
  difference_not_open: {
    status: 409,
    title: '该差额已经结清或免收',
    advice: '请刷新后查看。',
    constraints: ['difference_item_never_oversettled'],
  },
  repayment_too_much: {
    status: 422,
    title: '比还要追回的多',
    advice: '请核对金额；已经登记、等复核的也算在内。多交的请当面退回。',
  },
  repayment_ahead: { status: 422, title: '收款日不能晚于今天', advice: '请填写实际收到的那一天。' },
  repayment_twice: {
    status: 409,
    title: '这张收据或者回单已经登记过',
    advice: '请核对号码；登记错了的先作废，再登记。',
    constraints: ['repayment_once'],
  },
  repayment_self_booking: {
    status: 403,
    title: '自己登记的退还不能自己复核',
    advice: '请交由另一位财务人员或审批人复核入账。',
    constraints: ['repayment_two_people'],
  },
  repayment_not_open: {
    status: 409,
    title: '这笔退还已经入账或者作废',
    advice: '请刷新后查看。',
  },
  line_not_returned: {
    status: 409,
    title: '该笔不是退汇待重发',
    advice: '请刷新退汇名单。',
    constraints: ['payroll_line_reissued_once'],
  },
})

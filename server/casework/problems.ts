/** Refusals of casework, with the database constraints that stand for them. */
import { defineProblems } from '../platform/problems/index.ts'

export const problem = defineProblems({
  roster_year: {
    status: 422,
    title: '只能编制今年和明年的名册',
    advice: '以前的名册已经办完，请选今年或者明年。',
  },
  roster_drawer_gone: {
    status: 409,
    title: '要求编制的人已不在这个岗位',
    advice: '请现在在岗的审批人员再编制一次。',
  },
  roster_nothing_to_send: {
    status: 409,
    title: '没有要送出的',
    advice: '新编制的都已送出；失败的按“重发”。请刷新后查看。',
  },
  roster_not_connected: {
    status: 409,
    title: '对方没有接入，送不出去',
    advice: '名册留在这里。请系统管理员接入以后再送。',
  },
  case_already_open: {
    status: 409,
    title: '本户已有在办的同类办件',
    advice: '请先办结或撤回在办的那一件。',
    constraints: ['case_file_one_open_case'],
  },
  case_closed: { status: 409, title: '办件已办结', advice: '办结的办件不能再办理，可查看经过。' },
  case_held: { status: 409, title: '办件暂停中', advice: '请先处理使它暂停的事项。' },
  case_not_yours: {
    status: 403,
    title: '本环节不由您办理',
    advice: '请由本环节的经办岗位办理。',
  },
  case_taken_by_other: {
    status: 409,
    title: '已由他人领办',
    advice: '如需接手，请先请领办人转办。',
  },
  act_not_in_step: { status: 409, title: '本环节不能办理此事', advice: '请刷新页面，查看当前环节可办的事。' },
  act_required_first: { status: 409, title: '还有必须先办的事', advice: '请先完成本环节要求的事项。' },
  relative_case: {
    status: 403,
    title: '申请人是您的近亲属或同户成员',
    advice: '由同岗位的其他人办理；您已经领办的，放回待领，不能指定由谁办。',
  },
  same_person_refused: {
    status: 403,
    title: '前后两个环节须由不同的人办理',
    advice: '请转由未参与前一环节的人办理。',
    constraints: [
      'determination_two_people',
      'determination_by_another_person',
      'case_step_by_another_person',
    ],
  },
  colleague_not_suitable: {
    status: 422,
    title: '不能转给这个人',
    advice: '请选择同岗位、管辖本地区的在岗人员。',
  },
  supplement_told_once: {
    status: 409,
    title: '已经告知过一次补正',
    advice: '需要补的材料只能一次告知，不能再次要求补正。',
    constraints: ['supplement_request_told_once'],
  },
  supplement_not_asked: { status: 409, title: '没有待补的材料', advice: '无需补正，请等待办理。' },
  visit_by_two_people: {
    status: 422,
    title: '入户须两人',
    advice: '请选择另一位入户人员。',
    constraints: ['visit_by_two_people'],
  },
  visit_recorded_differently: {
    status: 409,
    title: '这次入户已记录，内容与本次不同',
    advice: '请对照已收到的记录。',
  },
  visit_not_planned: {
    status: 409,
    title: '这次入户已经去过或者取消了',
    advice: '请刷新走访安排，查看现在的情况。',
  },
  visit_after_today: { status: 422, title: '入户日期不能晚于今天', advice: '请核对入户日期。' },
  deliberation_votes_wrong: {
    status: 422,
    title: '票数超过到会人数',
    advice: '请核对同意、不同意的人数。',
    constraints: ['deliberation_votes_within_present'],
  },
  deliberation_representatives_too_few: {
    status: 422,
    title: '居民代表不足三分之二',
    advice: '参加评议的居民代表不得少于参加人数的三分之二，请重新组织评议。',
    constraints: ['deliberation_two_thirds_representatives'],
  },
  notice_without_amount: {
    status: 409,
    title: '还没有拟给付金额',
    advice: '请先补齐事实，算出金额后再公示；不符合条件的请按不予批准办理。',
  },
  notice_running: { status: 409, title: '公示尚未期满', advice: '公示期满且没有未处理的异议后才能继续。' },
  notice_over: { status: 409, title: '公示已经结束', advice: '公示期内才能提出异议；可向街道反映情况。' },
  objection_decided: { status: 409, title: '异议已经答复', advice: '同一异议只答复一次。' },
  appeal_not_possible: {
    status: 409,
    title: '这个办件不能申请复议',
    advice: '决定告知后才能申请复议。',
  },
  appeal_already_filed: {
    status: 409,
    title: '对这个决定已经申请过复议',
    advice: '请等待复议决定。',
  },
  appeal_decided: { status: 409, title: '复议已经处理', advice: '同一复议只处理一次。' },
  appeal_late: {
    status: 422,
    title: '超过申请复议的期限',
    advice: '复议申请应自知道决定之日起在法定期限内提出，逾期不予受理。',
  },
  rating_before_end: { status: 409, title: '办结后才能评价', advice: '请在办件办结后评价。' },
  rating_once: {
    status: 409,
    title: '已经评价过',
    advice: '每个办件评价一次。',
    constraints: ['rating_pkey'],
  },
  material_file_unknown: { status: 422, title: '材料文件不存在', advice: '请重新上传后再提交。' },
})

/** Refusals of benefits, with the database constraints that stand for them. */
import { defineProblems } from '../platform/problems/index.ts'

export const problem = defineProblems({
  programme_unknown: { status: 404, title: '没有这个救助项目', advice: '请从项目列表中选择。' },
  law_not_in_force: {
    status: 422,
    title: '这一天没有施行的规定',
    advice: '请核对日期；旧案件按当时的规定办理，规定未录入的请联系市政策法规岗。',
  },
  facts_refused: { status: 422, title: '家庭情况超出可以计算的范围', advice: '请核对家庭成员和填写的数额。' },
  answer_wrong: { status: 422, title: '有内容填写不对', advice: '请按提示修改标出的内容后再提交。' },
  household_without_members: {
    status: 422,
    title: '户内没有登记成员',
    advice: '请先到街道或社区完善家庭登记。',
  },
  everybody_counted_apart: {
    status: 422,
    title: '没有人可以按这一项计算',
    advice: '本户的人都由另一项救助单独供养，或者申请的人已经不在户内。请核对项目和申请的人。',
  },
  household_not_whole: {
    status: 403,
    title: '本户有受保护的成员，您不能办理',
    advice: '按看得到的成员计算会算错。请转由获授权查看全户的人员办理。',
  },
  applicant_not_suitable: {
    status: 422,
    title: '申请人须是本户的成年成员',
    advice: '未成年人由监护人申请；单独居住的未成年人请由社区代办。',
  },
  payee_not_suitable: { status: 422, title: '领款人须是本户成员', advice: '请从本户成员中选择领款人。' },
  beneficiary_missing: {
    status: 422,
    title: '没有写明为谁申请',
    advice: '这项救助按人认定，请选择家里要申请的人。',
  },
  excluded_by_programme: {
    status: 409,
    title: '本户在享的另一项救助不能和这一项同时享受',
    advice: '另一项应当停发的，先办结它的变更；应当继续的，这一件不予批准。',
  },
  already_entitled: {
    status: 409,
    title: '本户正在享受这项待遇',
    advice: '家庭情况有变化的，请申报变化，不用重新申请。',
  },
  not_entitled: {
    status: 409,
    title: '本户没有在享这项待遇',
    advice: '请核对户和项目；没有待遇的请先申请。',
  },
  authorisation_missing: {
    status: 422,
    title: '还有成员没有授权核对',
    advice: '经济状况核对须每个成年成员书面授权；未成年人和无民事行为能力的由监护人签。',
  },
  authorisation_wrong: {
    status: 422,
    title: '授权人不对',
    advice: '由本人签字，或由监护人代签；未成年人不能自己签，也不能替别人签。',
  },
  authorisation_paper_missing: {
    status: 422,
    title: '没有签字的纸质件',
    advice: '窗口收的授权书、撤回书，以及监护人替成年人签的，请拍照上传。',
  },
  authorisation_not_given: {
    status: 409,
    title: '没有可以撤回的授权',
    advice: '授权已经撤回，或者不是您本人或您代签的。',
  },
  authorisation_decided: {
    status: 409,
    title: '本件已经作出决定',
    advice: '决定以后不能撤回核对授权；对决定不服的，可以申请复议。',
  },
  means_check_running: { status: 409, title: '本件已发起核对', advice: '请在已有的核对中办理。' },
  means_check_stopped: {
    status: 409,
    title: '核对已停止',
    advice: '有人撤回了授权。重新取得授权后再发起核对。',
  },
  source_answered: {
    status: 409,
    title: '来源已经答复',
    advice: '联网答复过的不能改登记；数据旧了请重新查询。',
  },
  source_not_connected: { status: 409, title: '这个来源没有接入', advice: '请取得纸质答复后登记。' },
  source_not_asked: { status: 409, title: '没有正在查询这个来源', advice: '请刷新页面查看现在的情况。' },
  not_contradictory: {
    status: 409,
    title: '没有待认定的不一致',
    advice: '来源的说法已经变了，请刷新页面再看。',
  },
  reason_missing: { status: 422, title: '请写明认定的理由', advice: '理由至少 5 个字。' },
  means_check_sealed: {
    status: 409,
    title: '核对报告已封存',
    advice: '封存后不能再登记答复；如需重新核对请退回重办。',
  },
  means_check_not_complete: {
    status: 409,
    title: '核对还没有完成',
    advice: '每个来源都要有答复或者确定没有答复，差异和不一致都要有说法。',
  },
  discrepancy_answered: { status: 409, title: '这条差异已经答复', advice: '请刷新页面查看现在的答复。' },
  explanation_missing: { status: 422, title: '请写明差异的原因', advice: '说明至少 5 个字，可附材料。' },
  decision_incomplete: {
    status: 409,
    title: '还有事实不清楚，不能作出决定',
    advice: '请补齐标出的事实；来源没有答复的，先取得答复。',
  },
  not_urgent: {
    status: 422,
    title: '这一项没有紧急办理的程序',
    advice: '请按一般程序申请。',
  },
  first_aid_beyond_power: {
    status: 409,
    title: '先行救助的金额超过街道审批的限额',
    advice: '请先按限额以内的金额登记并先行救助，其余的补齐手续后由区审批。',
  },
  decided_elsewhere: {
    status: 409,
    title: '现在算出的金额不由这里审批',
    advice: '核定的情况变了，超出或者回到了街道审批的限额。请退回重办，重新提交后由有权的一级审批。',
  },
  decision_is_refusal: {
    status: 409,
    title: '按现行事实不符合条件，不能批准',
    advice: '请按不予批准办理；事实有误的，先更正事实。',
  },
  decision_is_approval: {
    status: 409,
    title: '按现行事实符合条件，不能不予批准',
    advice: '事实有误的，先更正事实再决定。',
  },
  amount_changed: {
    status: 409,
    title: '金额与页面上看到的不同',
    advice: '事实已有变化，请对照新的金额后再批准。',
  },
  review_class_unknown: { status: 422, title: '没有这个复核类别', advice: '请从列表中选择复核类别。' },
  gradual_exit_not_possible: {
    status: 422,
    title: '不能渐退',
    advice: '只有在享待遇、仅因人均收入超过标准而不再符合的家庭可以渐退；请按停发办理。',
  },
  gradual_exit_too_long: { status: 422, title: '渐退期太长', advice: '请选择规定以内的月数。' },
  change_too_early: {
    status: 422,
    title: '变化日期不对',
    advice: '变化日期不能晚于今天，也不能早于待遇开始。',
  },
  leaver_still_registered: {
    status: 409,
    title: '先登记死亡或离开',
    advice: '核实后请在此人的页面登记死亡，或在本户页面登记离开；不属实的，请按不予变更办理。',
  },
  change_without_facts: { status: 422, title: '没有写明变化的内容', advice: '请至少填写一项变化。' },
  member_not_of_household: { status: 422, title: '不是本户成员', advice: '请从本户成员中选择。' },
  proposal_value_wrong: {
    status: 422,
    title: '有数值或规则不能这样调整',
    advice: '请按提示修改标出的数值、规则或施行日期。',
    constraints: ['proposal_value_enacted_once', 'enacted_version_once'],
  },
  proposal_rules_changed: {
    status: 409,
    title: '提出方案以后，规则的文件改过了',
    advice: '请退回起草人，重新保存、看过影响以后再提交。',
  },
  proposal_changes_the_past: {
    status: 422,
    title: '施行日期在本月以前，会改变已经发放的月份',
    advice: '请核对日期；确要追溯的，勾选“追溯以前月份”，已发的差额另行补发或追回。',
    constraints: ['proposal_says_that_it_changes_the_past'],
  },
  proposal_same_person: {
    status: 403,
    title: '起草人不能批准自己的方案',
    advice: '请由另一人批准。',
    constraints: ['proposal_two_people'],
  },
  proposal_not_yours: { status: 403, title: '不是您起草的方案', advice: '请由起草人修改、提交或撤回。' },
  proposal_state_wrong: { status: 409, title: '方案不在这一步', advice: '请刷新页面查看现在的状态。' },
  outreach_settled: {
    status: 409,
    title: '这一条已经有了结果',
    advice: '可能是本户刚刚申请或答复了，请刷新页面查看。',
  },
  simulation_not_ready: {
    status: 409,
    title: '全市数据还没有准备好',
    advice: '正在读取登记，请稍后再试；一直没有准备好的，请联系系统管理员。',
  },
  comparison_forgotten: {
    status: 410,
    title: '这次测算的结果已经不在了',
    advice: '请用同样的方案重新测算。',
  },
  scheme_wrong: { status: 422, title: '方案不对', advice: '请按提示修改方案后再测算。' },
  determination_superseded: {
    status: 409,
    title: '这个决定已被新的决定代替',
    advice: '请查看本户最新的决定。',
    constraints: ['determination_superseded_once'],
  },
})

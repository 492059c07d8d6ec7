import { defineProblems } from '../../platform/problems/index.ts'

export const problem = defineProblems({
  household_dissolved: { status: 409, title: '本户已注销', advice: '已注销的户不能再变更。' },
  household_without_head: { status: 422, title: '须有且只有一名户主', advice: '请确定一名户主。' },
  household_already_headed: {
    status: 409,
    title: '本户已有户主',
    advice: '同一时间只能有一名户主，请用“变更户主”。',
    constraints: ['household_member_one_head'],
    field: 'relation',
  },
  member_of_other_household: {
    status: 409,
    title: '此人同一时间已是某一户的成员',
    advice: '一个人同一时间只能在一户，请先从原户离开。',
    constraints: ['household_member_one_household_at_a_time'],
    field: 'person_id',
  },
  member_needed: { status: 422, title: '请选择已登记的人，或填写新的人', advice: '二者选一。' },
  not_a_member: { status: 409, title: '此人这一天不在本户', advice: '请核对日期和成员。' },
  head_must_change_first: {
    status: 409,
    title: '户主离开前须先变更户主',
    advice: '户内还有其他人，请先指定新户主。',
  },
  head_already: { status: 409, title: '此人已是户主', advice: '请刷新页面查看现状。' },
  membership_change_too_early: {
    status: 422,
    title: '日期须晚于上一次变更',
    advice: '请核对日期，变更须晚于成员加入或上一次变更的那一天。',
  },
  change_after_today: { status: 422, title: '日期晚于今天', advice: '只登记已经发生的变更。' },
  move_to_same_place: { status: 422, title: '住址没有变化', advice: '请核对新住址。' },
  address_changed_later: {
    status: 409,
    title: '之后已登记过迁居',
    advice: '迁居日期须晚于上一次迁居。',
    constraints: ['address_one_at_a_time'],
    field: 'on',
  },
  death_recorded_already: { status: 409, title: '已登记死亡', advice: '请刷新页面查看现状。' },
  person_has_died: { status: 409, title: '此人已去世', advice: '请核对人员和日期。' },
})

/** Refusals of visits in the field. */
import { defineProblems } from '../../../platform/problems/index.ts'

export const problem = defineProblems({
  field_device_ended: {
    status: 409,
    title: '这台手机不能再用于走访',
    advice: '手机上的走访资料须清除；需要再用的，请重新登记。',
  },
  field_device_other_post: {
    status: 409,
    title: '这台手机是以另一个岗位登记的',
    advice: '请换回登记时的岗位再送交。',
  },
  visit_copy_missing: {
    status: 409,
    title: '这台手机没有带走过这次走访',
    advice: '请先带走，再到现场填写。',
  },
  visit_not_takeable: { status: 409, title: '这一户现在不能带走', advice: '请刷新走访安排。' },
  visit_moved_on: {
    status: 409,
    title: '服务器上的情况已经变了',
    advice: '请对照两边，决定怎样处理；您填的内容都在。',
  },
  visit_file_changed: {
    status: 422,
    title: '照片或签字与手机上记下的不一致',
    advice: '请重新发送。',
  },
})

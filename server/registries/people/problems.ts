import { defineProblems } from '../../platform/problems/index.ts'

export const problem = defineProblems({
  identity_number_wrong: { status: 422, title: '证件号码有误', advice: '请核对证件号码。' },
  identity_number_taken: {
    status: 409,
    title: '该证件号码已在本市登记',
    advice: '请先查找此人；不在您辖区的，由其现住地办理迁移。',
    constraints: ['person_identity_number_key'],
    field: 'identity_number',
  },
  identity_number_disagrees: {
    status: 422,
    title: '与证件号码不一致',
    advice: '性别、出生日期须与证件号码一致，请核对。',
  },
  nothing_corrected: { status: 422, title: '没有改动', advice: '填的和登记的一样，不必更正。' },
  telephone_wrong: { status: 422, title: '电话有误', advice: '请核对电话号码。' },
  birth_after_today: { status: 422, title: '出生日期晚于今天', advice: '请核对出生日期。' },
  death_before_birth: {
    status: 422,
    title: '死亡日期早于出生日期',
    advice: '请核对日期。',
    constraints: ['person_dies_after_birth'],
  },
  fact_unknown: { status: 422, title: '没有这一项事实', advice: '请从列表中选择要登记的事项。' },
  fact_value_wrong: { status: 422, title: '填写的值不合要求', advice: '请核对填写的值。' },
  fact_time_wrong: { status: 422, title: '起止日期不合要求', advice: '结束日期不能早于开始日期。' },
  link_with_oneself: { status: 422, title: '不能与自身比较', advice: '请选择另一条登记。' },
  link_nothing_to_undo: { status: 409, title: '没有可撤销的认定', advice: '请刷新页面查看现状。' },
  duplicates_area_too_wide: {
    status: 422,
    title: '请选择街道或社区',
    advice: '疑似重复按街道或社区逐一核对。',
  },
})

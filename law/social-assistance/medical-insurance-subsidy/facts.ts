/** What the subsidy of premiums goes by: what the household is on, and how each member is insured. */
import { input } from '../../../engine/index.ts'

export const householdAssistance = input.household.code('household_assistance', {
  label: '正在享受的救助',
  codes: { none: '没有', subsistence: '低保', low_income: '低收入家庭救助' },
})
export const isDestitute = input.person.flag('is_destitute', { label: '特困人员' })
export const residentsInsurance = input.person.code('residents_insurance', {
  label: '居民医保的参保类别',
  hint: '参加职工医保的算没有参加',
  codes: { none: '没有参加', adult: '成年居民', pupil: '学生儿童' },
})
export const premiumDue = input.person.money('premium_due', {
  label: '医保平台的个人应缴额',
  max: 100_000,
})

/** How a roster names the group that somebody belongs to. */
export const subsidyGroups = {
  subsistence: '低保家庭成员',
  low_income: '低收入家庭成员',
  destitute: '特困人员',
  none: '',
} as const

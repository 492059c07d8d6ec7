/** What temporary aid asks: what happened, whether living has become hard, and what is needed to get over it. */
import { input } from '../../../engine/index.ts'

export const hardshipKind = input.household.code('hardship_kind', {
  label: '困难类别',
  codes: {
    none: '没有',
    sudden: '火灾、交通事故等意外，或者突发重大疾病',
    spending: '生活必需支出突然增加，超出承受能力',
    other: '其他特殊困难',
  },
})
export const livingInDifficulty = input.household.flag('living_in_difficulty', {
  label: '基本生活暂时出现严重困难',
  hint: '由街道入户认定',
})
export const onSubsistence = input.household.flag('household_on_subsistence', { label: '低保家庭' })
export const timesAidedForCause = input.household.count('times_aided_for_cause', {
  label: '今年因同一事由已经救助的次数',
  max: 99,
})
export const hardshipAmount = input.household.money('hardship_amount', {
  label: '解决基本生活困难需要的金额',
  hint: '由街道核定',
  max: 1_000_000,
})

export const hardshipFacts = [
  hardshipKind,
  livingInDifficulty,
  onSubsistence,
  timesAidedForCause,
  hardshipAmount,
]

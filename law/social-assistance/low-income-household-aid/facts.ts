/** What low-income aid asks beyond the means: the hardships that open it. */
import { input } from '../../../engine/index.ts'

export const seriouslyIll = input.person.flag('seriously_ill', {
  label: '患重病或者门诊特殊病',
  hint: '以医保登记或者诊断证明为准',
})
export const singleParentSchooling = input.household.flag('single_parent_schooling', {
  label: '单亲家庭，有孩子在读',
  hint: '从幼儿园到大学',
})
export const familyPlanningSupport = input.household.flag('family_planning_support', {
  label: '享受计划生育特别扶助',
})
export const childless = input.household.flag('childless', { label: '全家没有子女' })
export const hardshipAgreed = input.household.flag('hardship_agreed', {
  label: '区里认定的其他困难',
  hint: '由区民政部门认定',
})

export const hardshipFacts = [
  seriouslyIll,
  singleParentSchooling,
  familyPlanningSupport,
  childless,
  hardshipAgreed,
]

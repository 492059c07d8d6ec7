/** The application: means as for subsistence, then the hardship. */
import type { Evidence, Question } from '../../questions.ts'
import { meansEvidence, meansHouseholdQuestions } from '../../common/means-questions.ts'
import { meansPersonQuestions, yesNo } from '../../common/person-questions.ts'

export const hardshipArticle = { document: 'tianjin-low-income-notices', article: '特殊困难' }

const ofHousehold = (fact: string, text: string, label: string, why: string): Question => ({
  ...yesNo(fact.replaceAll('_', '-'), fact, text, label, why, hardshipArticle),
  entity: 'household',
})

/** The whole application: the household first, then the same questions for every member. */
export const applicationQuestions: Question[] = [
  ...meansHouseholdQuestions,
  ofHousehold(
    'single_parent_schooling',
    '您家是单亲家庭，有孩子在上学吗？',
    '单亲，有孩子在读',
    '单亲家庭有孩子在读的，是可以申请的一种情形。从幼儿园到大学都算。',
  ),
  ofHousehold(
    'family_planning_support',
    '您家享受计划生育特别扶助吗？',
    '计划生育特别扶助',
    '享受计划生育特别扶助的，是可以申请的一种情形。',
  ),
  ofHousehold(
    'childless',
    '全家人都没有子女吗？',
    '没有子女',
    '全家都年满六十周岁、没有子女的，是可以申请的一种情形。',
  ),
  ofHousehold(
    'hardship_agreed',
    '区里认定过您家有其他特殊困难吗？',
    '区里认定的其他困难',
    '前面几种都不是的，区里也可以按实际情况认定。不清楚的选“说不准”。',
  ),
  ...meansPersonQuestions,
  yesNo(
    'seriously-ill',
    'seriously_ill',
    '这个人得了重病，或者有门诊特殊病登记吗？',
    '重病或者门诊特殊病',
    '家里有重病或者门诊特殊病患者的，是可以申请的一种情形。',
    hardshipArticle,
    [{ label: '诊断证明', text: '医院开具；门诊特殊病看医保登记' }],
  ),
]

export const evidence: Evidence[] = [
  ...meansEvidence,
  {
    id: 'diagnosis',
    title: '诊断证明或者门诊特殊病登记',
    facts: ['seriously_ill'],
    holder: 'member_with_fact',
    required: false,
    article: hardshipArticle,
  },
  {
    id: 'single-parent-proof',
    title: '离婚证、死亡证明等单亲的证明，和在校证明',
    facts: ['single_parent_schooling'],
    holder: 'household',
    required: false,
    article: hardshipArticle,
  },
  {
    id: 'family-planning-certificate',
    title: '计划生育特别扶助的证明',
    facts: ['family_planning_support'],
    holder: 'household',
    required: false,
    article: hardshipArticle,
  },
]

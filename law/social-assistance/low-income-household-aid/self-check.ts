/** The seven questions about means, and an eighth about the hardship. */
import type { HouseholdFacts } from '../../../engine/index.ts'
import type { SelfCheckAnswers } from '../../catalogue.ts'
import { meansFromSelfCheck, meansSelfCheckQuestions } from '../../common/means-self-check.ts'
import type { Question } from '../../questions.ts'
import { hardshipArticle } from './questions.ts'

export const selfCheckQuestions: Question[] = [
  ...meansSelfCheckQuestions,
  {
    id: 'self-check-hardship',
    fact: 'hardship',
    entity: 'household',
    text: '您家有下面哪一种情况？',
    hint: '有几种的，选其中一种就行。',
    label: '特殊困难',
    why: '收入稍高于低保标准的家庭，有其中一种的，可以申请低收入家庭救助。',
    where: [
      { label: '残疾人', text: '有残疾人证' },
      { label: '重病', text: '有医院的诊断证明，或者门诊特殊病登记' },
    ],
    control: 'choice',
    options: [
      { value: 'none', label: '都没有' },
      { value: 'disabled', label: '有残疾人' },
      { value: 'ill', label: '有人得重病或者门诊特殊病' },
      { value: 'single_parent', label: '单亲，有孩子在上学' },
      { value: 'family_planning', label: '享受计划生育特别扶助' },
      { value: 'aged_childless', label: '全家都满60岁，没有子女' },
    ],
    standsFor: [
      'disability_kind',
      'seriously_ill',
      'single_parent_schooling',
      'family_planning_support',
      'childless',
      'hardship_agreed',
      'birth_date',
    ],
    article: hardshipArticle,
  },
]

/** The household that eight answers stand for. What the district may agree to besides is not asked and taken as no;
 * ages are not asked either: who says that all are sixty stands as somebody born in 1930. */
export function fromSelfCheck(answers: SelfCheckAnswers): HouseholdFacts {
  const { household, members } = meansFromSelfCheck(answers)
  const hardship = answers['hardship'] ?? null
  const is = (kind: string): boolean | null => (hardship === null ? null : hardship === kind)
  return {
    household: {
      ...household,
      single_parent_schooling: is('single_parent'),
      family_planning_support: is('family_planning'),
      childless: is('aged_childless'),
      hardship_agreed: hardship === null ? null : false,
    },
    members: members.map(({ id, facts }, index) => ({
      id,
      facts: {
        ...facts,
        birth_date: hardship === 'aged_childless' ? '1930-01-01' : null,
        seriously_ill: index === 0 ? is('ill') : false,
        ...(index === 0 ? headsDisability(hardship) : {}),
      },
    })),
  }
}

/** Of what kind the disability is does not matter here. */
function headsDisability(hardship: SelfCheckAnswers[string]): HouseholdFacts['household'] {
  if (hardship === null || hardship === undefined) return { disability_kind: null, disability_grade: null }
  return hardship === 'disabled' ? { disability_kind: 'limb', disability_grade: null } : {}
}

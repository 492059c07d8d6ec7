/** The application: what happened and who lives together. What is needed, the street finds out. */
import type { Evidence, Question } from '../../questions.ts'
import { meansEvidence } from '../../common/means-questions.ts'
import { meansPersonQuestions } from '../../common/person-questions.ts'
import { meansSelfCheckQuestions } from '../../common/means-self-check.ts'

export const order649 = (article: string) => ({ document: 'state-council-order-649', article })

const who = ['relation', 'birth_date', 'is_studying', 'lives_independently', 'absent_as_clergy', 'in_prison']

export const hardshipQuestion: Question = {
  id: 'hardship-kind',
  fact: 'hardship_kind',
  entity: 'household',
  text: '您家遇到了什么困难？',
  hint: '选最主要的一种。',
  label: '困难类别',
  why: '家里突然遭了难，基本生活一时过不下去的，可以申请临时救助。支出突然增加的，要是低保家庭。',
  where: [],
  control: 'choice',
  options: [
    { value: 'none', label: '没有' },
    { value: 'sudden', label: '火灾、交通事故等意外，或者突发重大疾病' },
    { value: 'spending', label: '生活必需支出突然增加，超出承受能力' },
    { value: 'other', label: '其他特殊困难' },
  ],
  article: order649('第四十七条'),
}

export const registerQuestions: Question[] = meansSelfCheckQuestions.filter(
  ({ fact }) => fact === 'register_kind',
)

export const applicationQuestions: Question[] = [
  ...registerQuestions.map((question) => ({ ...question, id: 'register-kind' })),
  hardshipQuestion,
  ...meansPersonQuestions.filter(({ fact }) => who.includes(fact)),
]

const asked = new Set(applicationQuestions.map(({ fact }) => fact))

export const evidence: Evidence[] = [
  ...meansEvidence
    .filter(({ id }) => ['identity-card', 'household-register'].includes(id))
    .map((each) => ({ ...each, facts: each.facts.filter((fact) => asked.has(fact)) })),
  {
    id: 'hardship-proof',
    title: '困难的证明：事故认定、诊断证明、费用票据等',
    facts: ['hardship_kind', 'hardship_amount'],
    holder: 'household',
    required: true,
    note: '情况紧急的先救助，以后再补',
    article: order649('第四十八条'),
  },
]

/** The application's questions and the evidence it rests on. Clock-free data; texts in plain words. */
import type { Evidence, Question } from '../../questions.ts'
import { meansEvidence, meansHouseholdQuestions } from '../../common/means-questions.ts'
import { meansPersonQuestions, yesNo } from '../../common/person-questions.ts'

const law = (article: string) => ({ document: 'state-council-order-649', article })

/** The whole application: the household first, then the same questions for every member. */
export const applicationQuestions: Question[] = [
  ...meansHouseholdQuestions,
  ...meansPersonQuestions,
  yesNo(
    'able-to-work',
    'able_to_work',
    '这个人能工作吗？',
    '有劳动能力',
    '能工作、没有工作的人，应当接受介绍的合适工作。',
    law('第四十五条'),
  ),
  {
    id: 'work-refusals',
    fact: 'work_refusals',
    entity: 'person',
    text: '没有正当理由，连续拒绝过几次介绍的工作？',
    label: '拒绝工作次数',
    why: '连续三次拒绝合适的工作，停发他本人的低保金。',
    where: [],
    control: 'count',
    unit: '次',
    onlyIf: { fact: 'able_to_work', values: ['true'] },
    article: law('第四十五条'),
  },
]

export const evidence: Evidence[] = [
  ...meansEvidence.map((each) =>
    each.id === 'disability-certificate' ? { ...each, facts: [...each.facts, 'able_to_work'] } : each,
  ),
  {
    id: 'work-refusal-record',
    title: '就业服务机构的介绍记录',
    facts: ['work_refusals'],
    holder: 'member_with_fact',
    required: false,
    register: 'employment_service',
    article: law('第四十五条'),
  },
]

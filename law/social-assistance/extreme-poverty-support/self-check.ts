/** A few questions about one person, without login. */
import type { HouseholdFacts } from '../../../engine/index.ts'
import type { SelfCheckAnswers } from '../../catalogue.ts'
import { meansSelfCheckQuestions } from '../../common/means-self-check.ts'
import type { Question } from '../../questions.ts'
import { applicationQuestions } from './questions.ts'

const rule2021 = (article: string) => ({ document: 'civil-affairs-2021-43', article })

/** A question of the application, asked here of the one person that it is about. */
const ofApplication = (...facts: string[]): Question[] =>
  applicationQuestions
    .filter(({ fact, entity }) => entity === 'person' && facts.includes(fact))
    .map((question) => ({ ...question, id: `self-check-${question.id}` }))

const acts = ['can_eat', 'can_dress', 'can_use_toilet', 'can_move', 'can_wash', 'can_leave_bed']

/** Comes before all that is asked about the person: most families have nobody like this, and are asked nothing more. */
const whether: Question = {
  id: 'self-check-unsupported',
  fact: 'someone_unsupported',
  entity: 'household',
  text: '家里有没有这样的人：年满 {aged_years} 周岁、未满 {child_years} 周岁或者有残疾，自己没有收入，也没有家人能供养他？',
  label: '没有人供养的人',
  why: '没有劳动能力、没有生活来源、没有人供养的人，由国家供养。',
  where: [],
  control: 'yes_no',
  standsFor: [
    'birth_date',
    'disability_kind',
    'disability_grade',
    'transfer_income',
    'supporter_count',
    'supporters_unable',
    'in_institution',
    ...acts,
  ],
  article: { document: 'state-council-order-649', article: '第十四条' },
}

const onlyThen = (question: Question): Question => ({
  ...question,
  onlyIf: question.onlyIf ?? { fact: whether.fact, values: ['true'] },
})

const aboutThePerson: Question[] = [
  ...ofApplication('birth_date', 'disability_kind', 'disability_grade'),
  {
    id: 'self-check-own-income',
    fact: 'own_income',
    entity: 'person',
    text: '这个人每月有多少收入？',
    hint: '养老金、房租、土地流转等都算。没有就填 0。',
    label: '本人收入',
    why: '本人收入低于低保标准的，才算没有生活来源。',
    where: [{ label: '养老金', text: '银行卡短信，或社保卡对账单' }],
    control: 'money',
    unit: '元 / 月',
    standsFor: ['transfer_income'],
    article: rule2021('第六条'),
  },
  {
    id: 'self-check-supporters',
    fact: 'supporters',
    entity: 'person',
    text: '有没有能供养他的配偶、父母、成年子女？',
    hint: '年满 {supporter_subsistence_age} 周岁的低保对象，年满 {supporter_aged} 周岁、收入低于全市人均可支配收入的人，算没有能力。',
    label: '法定义务人',
    why: '有能力的家人应当先供养。',
    where: [],
    control: 'choice',
    options: [
      { value: 'none', label: '没有这样的家人' },
      { value: 'unable', label: '有，但都没有能力' },
      { value: 'able', label: '有，而且有能力' },
    ],
    standsFor: ['supporter_count', 'supporters_unable'],
    article: rule2021('第八条'),
  },
  ...ofApplication('in_institution'),
  {
    id: 'self-check-acts',
    fact: 'lost_acts',
    entity: 'person',
    text: '吃饭、穿衣、上下床、如厕、在室内行走、洗澡，有几项不能自己做？',
    label: '自理能力',
    why: '有几项不能自己做，照料护理补贴就不同。',
    where: [],
    control: 'choice',
    options: [
      { value: '0', label: '都能自己做' },
      { value: '1', label: '有一至三项不能' },
      { value: '4', label: '有四项以上不能' },
    ],
    standsFor: acts,
    article: rule2021('第二十二条'),
  },
]

const ofHousehold = (...facts: string[]): Question[] =>
  meansSelfCheckQuestions.filter(({ fact }) => facts.includes(fact))

export const selfCheckQuestions: Question[] = [
  ...ofHousehold('register_kind'),
  ...ofHousehold('financial_assets', 'vehicle_count', 'home_count', 'other_premises'),
  whether,
  ...aboutThePerson.map(onlyThen),
]

/** The one person that the answers stand for; skipped answers stay unknown. */
export function fromSelfCheck(answers: SelfCheckAnswers): HouseholdFacts {
  const answer = (name: string) => answers[name] ?? null
  // Who has nobody like this in the house says that whoever lives there has somebody who can support him.
  const supporters = answers['someone_unsupported'] === false ? 'able' : answers['supporters']
  const grade = answer('disability_grade')
  return {
    household: {
      register_kind: answer('register_kind'),
      financial_assets: answer('financial_assets'),
      vehicle_count: answer('vehicle_count'),
      home_count: answer('home_count'),
      other_premises: answer('other_premises'),
      paid_study_abroad: answer('other_premises'),
    },
    members: [
      {
        id: '1',
        facts: {
          birth_date: answer('birth_date'),
          disability_kind: answer('disability_kind'),
          disability_grade: answers['disability_kind'] === 'none' ? 0 : grade === null ? null : Number(grade),
          wage_income: 0n,
          business_income: 0n,
          property_income: 0n,
          transfer_income: answer('own_income'),
          supporter_count: supporters == null ? null : supporters === 'none' ? 0 : 1,
          supporters_unable: supporters == null ? null : supporters === 'unable' ? 1 : 0,
          in_institution: answer('in_institution'),
          ...selfCare(answer('lost_acts')),
        },
      },
    ],
  }
}

/** So many of the six acts lost: the first ones, since which they are doesn't matter. */
function selfCare(lost: SelfCheckAnswers[string]): HouseholdFacts['household'] {
  if (lost === null || lost === undefined) return {}
  return Object.fromEntries(acts.map((name, index) => [name, index >= Number(lost)]))
}

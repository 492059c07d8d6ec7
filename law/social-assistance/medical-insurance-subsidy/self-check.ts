/** Three questions about one person, without login. */
import type { HouseholdFacts } from '../../../engine/index.ts'
import type { SelfCheckAnswers } from '../../catalogue.ts'
import type { Question } from '../../questions.ts'

const article = { document: 'tianjin-premium-subsidy', article: '资助对象' }

export const selfCheckQuestions: Question[] = [
  {
    id: 'self-check-assistance',
    fact: 'assistance',
    entity: 'household',
    text: '您家正在享受哪一种救助？',
    label: '正在享受的救助',
    why: '享受低保、低收入家庭救助或者特困供养的，居民医保由政府出钱。',
    where: [],
    control: 'choice',
    options: [
      { value: 'none', label: '都没有' },
      { value: 'subsistence', label: '低保' },
      { value: 'low_income', label: '低收入家庭救助' },
      { value: 'destitute', label: '特困供养' },
    ],
    standsFor: ['household_assistance', 'is_destitute'],
    article,
  },
  {
    id: 'self-check-insurance',
    fact: 'residents_insurance',
    entity: 'person',
    text: '这个人参加哪一种居民医保？',
    hint: '参加职工医保的，选“没有参加”。',
    label: '参保类别',
    why: '只资助居民医保，学生儿童和成年人的缴费不一样。',
    where: [{ label: '社保卡', text: '到医保窗口或者手机上查' }],
    control: 'choice',
    options: [
      { value: 'none', label: '没有参加' },
      { value: 'adult', label: '成年居民' },
      { value: 'pupil', label: '学生儿童' },
    ],
    article,
  },
  {
    id: 'self-check-premium',
    fact: 'premium_due',
    entity: 'person',
    text: '这个人一年要交多少医保费？',
    label: '一年的医保费',
    why: '由政府全额资助。',
    where: [{ label: '缴费通知', text: '个人缴费额' }],
    control: 'money',
    unit: '元',
    article: { document: 'tianjin-premium-subsidy', article: '应缴额' },
  },
]

/** The one person that the answers stand for; skipped answers stay unknown. */
export function fromSelfCheck(answers: SelfCheckAnswers): HouseholdFacts {
  const assistance = answers['assistance'] ?? null
  return {
    household: {
      household_assistance: assistance === 'destitute' ? 'none' : assistance,
    },
    members: [
      {
        id: '1',
        facts: {
          relation: 'head',
          absent_as_clergy: false,
          in_prison: false,
          is_destitute: assistance === null ? null : assistance === 'destitute',
          residents_insurance: answers['residents_insurance'] ?? null,
          premium_due: answers['premium_due'] ?? null,
        },
      },
    ],
  }
}

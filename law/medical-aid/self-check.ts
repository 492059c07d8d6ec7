/** Questions of the three kinds of medical aid in the self-check: who, how much, how much before. */
import type { HouseholdFacts } from '../../engine/index.ts'
import type { SelfCheckAnswers } from '../catalogue.ts'
import type { Question } from '../questions.ts'

const local = (article: string) => ({ document: 'tianjin-medical-aid', article })

export const groupQuestion: Question = {
  id: 'self-check-medical-group',
  fact: 'medical_group',
  entity: 'person',
  text: '看病的人是哪一种救助对象？',
  hint: '有几种的，选对您最有利的一种。',
  label: '救助对象类别',
  why: '类别不同，救助的比例不同。',
  where: [],
  control: 'choice',
  options: [
    { value: 'none', label: '都不是' },
    { value: 'subsistence', label: '低保' },
    { value: 'destitute', label: '特困' },
    { value: 'low_income', label: '低收入家庭' },
    { value: 'severely_disabled', label: '重度残疾人' },
    { value: 'child', label: '孤儿和困境儿童' },
    { value: 'priority_first', label: '优抚对象（第一档）' },
    { value: 'priority_second', label: '优抚对象（第二档）' },
    { value: 'priority_third', label: '优抚对象（第三档）' },
    { value: 'other', label: '其他经认定的对象' },
  ],
  article: local('救助对象'),
}

export const disabilityQuestion: Question = {
  id: 'self-check-severe-disability',
  fact: 'severe_disability',
  entity: 'person',
  text: '看病的人是重度残疾吗？',
  label: '重度残疾',
  why: '低保、特困、低收入家庭里的重度残疾人，比例高一些。',
  where: [{ label: '残疾人证', text: '“残疾等级”一栏' }],
  control: 'yes_no',
  article: local('救助对象'),
}

export const amountQuestion = (
  fact: string,
  text: string,
  label: string,
  why: string,
  standsFor: string[] = [],
): Question => ({
  id: `self-check-${fact.replaceAll('_', '-')}`,
  fact,
  entity: 'person',
  text,
  label,
  why,
  where: [{ label: '结算单', text: '出院或者就诊时医院给的' }],
  control: 'money',
  unit: '元',
  ...(standsFor.length === 0 ? {} : { standsFor }),
  article: local('自付'),
})

/** One patient with these facts; skipped answers stay unknown. */
export const patientOf = (answers: SelfCheckAnswers, facts: readonly string[]): HouseholdFacts => ({
  household: {},
  members: [{ id: '1', facts: Object.fromEntries(facts.map((name) => [name, answers[name] ?? null])) }],
})

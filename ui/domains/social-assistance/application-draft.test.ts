import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Form, answersOf, emptyDraft, openQuestions, stillToDo } from './application-draft.ts'

const article = { document: 'd', article: '第一条', document_title: '办法', text: null }
const question = (
  fact: string,
  more: Partial<Form['questions'][number]> = {},
): Form['questions'][number] => ({
  id: fact,
  fact,
  entity: 'person',
  text: fact,
  hint: null,
  label: fact,
  why: '',
  where: [],
  control: 'money',
  unit: null,
  options: [],
  only_if: null,
  article,
  ...more,
})
const member = (person_id: string, adult: boolean): Form['members'][number] => ({
  person_id,
  name: person_id,
  masked_identity_number: null,
  relation: 'head',
  relation_title: '户主',
  age: adult ? 58 : 9,
  adult,
  sex: '2',
})
const form: Form = {
  programme_id: 'minimum-living-guarantee',
  programme_title: '最低生活保障',
  as_of: '2017-09-01',
  household_id: 'h',
  title: '户',
  beneficiary: 'household',
  address: null,
  members: [member('a', true), member('b', false)],
  questions: [
    question('home_count', { entity: 'household', control: 'count' }),
    question('home_area', {
      entity: 'household',
      control: 'count',
      only_if: { fact: 'home_count', values: ['2'] },
    }),
    question('wage_income'),
  ],
  evidence: [],
  prefilled: [
    { fact: 'wage_income', person_id: 'a', value: '100', source_name: '社会保险', known_on: '2017-08-31' },
  ],
  authorises: true,
  urgent: null,
  payment_kind: 'monthly',
  open_case_id: null,
  expected: { accept_by: null, whole_text: '' },
}

test('what the registers know is handed in without being typed again', () => {
  assert.deepEqual(answersOf(form, emptyDraft).members[0], {
    person_id: 'a',
    answers: { wage_income: '100' },
  })
})

test('a question that nobody answered is handed in as unknown, not as zero', () => {
  assert.deepEqual(answersOf(form, emptyDraft).members[1]?.answers, { wage_income: null })
})

test('area is asked only of a household with two homes', () => {
  assert.equal(openQuestions(form, { ...emptyDraft, typed: { ':home_count': 1 } }, null).length, 0)
  assert.equal(openQuestions(form, { ...emptyDraft, typed: { ':home_count': 2 } }, null).length, 1)
})

test('说不准 counts as answered; the applicant signs first, a child does not', () => {
  const draft = {
    ...emptyDraft,
    applicant_id: 'a',
    typed: { ':home_count': null, 'b:wage_income': '0' },
  }
  assert.deepEqual(stillToDo(form, draft), ['a还没有签核对授权'])
  assert.deepEqual(stillToDo(form, { ...draft, applicant_id: 'b' }), [])
  assert.deepEqual(stillToDo(form, { ...draft, signed: { a: 'a' } }), [])
})

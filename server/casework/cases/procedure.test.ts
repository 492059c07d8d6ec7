import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getProcedure } from '../../../law/index.ts'
import { caseNumber, numberSeries } from './model.ts'
import { procedureOf, stepOf } from './procedure.ts'

const programme_id = 'minimum-living-guarantee'
const ids = (kind: Parameters<typeof procedureOf>[0], date: string) =>
  procedureOf(kind, programme_id, date).steps.map((step) => step.id)

test('an application runs by the law’s own procedure of its day', () => {
  assert.deepEqual(
    procedureOf('application', programme_id, '2017-08-28'),
    getProcedure(programme_id, '2017-08-28'),
  )
  assert.equal(ids('application', '2021-06-30').includes('district_review'), true)
  assert.equal(ids('application', '2021-07-01').includes('district_determination'), true)
})

test('changes and reviews are looked into, reviewed, determined and told, without notice and deliberation', () => {
  assert.deepEqual(ids('change', '2017-08-28'), ['visit', 'district_review', 'determination', 'notification'])
  assert.deepEqual(ids('review', '2021-08-02'), ['visit', 'district_determination', 'notification'])
  const change = procedureOf('change', programme_id, '2017-08-28')
  assert.equal(stepOf(change, 'visit').next.submit, 'district_review')
  assert.equal(stepOf(change, 'district_review').next.submit, 'determination')
  assert.deepEqual(stepOf(change, 'determination').differentPersonFrom, [
    'acceptance',
    'visit',
    'street_report',
    'district_review',
  ])
})

test('every step of every kind leads to a step that is there, or to the end', () => {
  for (const kind of ['application', 'change', 'review', 'appeal', 'recomputation'] as const) {
    for (const date of ['2017-08-28', '2021-08-02']) {
      const { steps } = procedureOf(kind, programme_id, date)
      for (const target of steps.flatMap((step) => Object.values(step.next))) {
        assert.ok(target === 'end' || steps.some((step) => step.id === target), `${kind} ${date} ${target}`)
      }
    }
  }
})

test('an appeal is examined in five working days and decided in sixty days', () => {
  const [examination, decision] = procedureOf('appeal', programme_id, '2017-10-10').steps
  assert.deepEqual([examination?.due?.amount, examination?.due?.unit], [5, 'working_day'])
  assert.deepEqual([decision?.due?.amount, decision?.due?.unit], [60, 'day'])
})

test('case numbers name place, programme, kind, year and count', () => {
  assert.equal(numberSeries('120104008012', '南开区', '低保', 'application'), '津南开低保')
  assert.equal(numberSeries('120116001001', '滨海新区', '低保', 'change'), '津滨海低保变')
  assert.equal(caseNumber('津南开低保', 2017, 327), '津南开低保〔2017〕0327号')
})

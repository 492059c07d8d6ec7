/** Procedures lead from application to an end, and the law of the day decides which one holds. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findGradualExit, getLawArticle, getProcedure, getStep, listAllProgrammes } from './index.ts'

const all = listAllProgrammes().flatMap(({ procedures }) => procedures)
const minimum = 'minimum-living-guarantee'

test('a case accepted on 2021-06-30 runs by the 2012 rule, a day later by the 2021 rule', () => {
  assert.equal(getProcedure(minimum, '2017-08-28').document, 'civil-affairs-2012-220')
  assert.equal(getProcedure(minimum, '2021-06-30').document, 'civil-affairs-2012-220')
  assert.equal(getProcedure(minimum, '2021-07-01').document, 'civil-affairs-2021-57')
  assert.throws(() => getProcedure(minimum, '2012-12-11'))
})

test('every step can be reached, every act leads to a step or to the end, and none waits without a way on', () => {
  for (const procedure of all) {
    const reached = new Set<string>()
    const visit = (id: string): void => {
      if (id === 'end' || reached.has(id)) return
      reached.add(id)
      const step = getStep(procedure, id)
      const ways = Object.entries(step.next)
      assert.ok(ways.length > 0, `${procedure.id} ${id}`)
      for (const [act, target] of ways) {
        assert.ok(
          step.acts.some((each) => each === act),
          `${id} ${act}`,
        )
        visit(target)
      }
    }
    visit(procedure.firstStep)
    assert.deepEqual(
      procedure.steps.map(({ id }) => id).filter((id) => !reached.has(id)),
      [],
    )
    assert.ok(procedure.steps.some(({ next }) => Object.values(next).includes('end')))
  }
})

test('a visit is made by two people', () => {
  for (const { id, steps } of all) {
    const visits = steps.filter(({ requires }) => requires?.includes('record_visit'))
    assert.ok(visits.length > 0, id)
    for (const { needsTwoPeople } of visits) assert.equal(needsTwoPeople, true)
  }
})

test('who accepted, visited or reported does not judge the case; who reviewed it or ever visited does not decide', () => {
  for (const { id, steps } of all) {
    const judges = (step: (typeof steps)[number]) =>
      step.acts.includes('approve') || (step.actor === 'district' && reports(step))
    const reports = ({ noticeDays, acts, next }: (typeof steps)[number]) =>
      noticeDays === undefined && acts.includes('submit') && next.submit !== undefined
    const reached = (step: (typeof steps)[number]) =>
      steps.find((each) => each.id === step.next.submit)?.actor
    for (const [at, step] of steps.entries()) {
      if (!judges(step)) continue
      const before = steps
        .slice(0, at)
        .filter(
          (each) =>
            (each.actor === 'street' && (each.acts.includes('accept') || each.id === 'visit')) ||
            (each.actor === 'street' && reports(each) && reached(each) === 'district') ||
            judges(each),
        )
        .map((each) => each.id)
      assert.ok(before.length > 0, `${id} ${step.id}`)
      assert.deepEqual(step.differentPersonFrom, before, `${id} ${step.id}`)
      const visits = step.acts.includes('approve') ? ['record_visit'] : undefined
      assert.deepEqual(step.differentPersonFromActs, visits, `${id} ${step.id}`)
    }
  }
})

test('the 2012 rule deliberates always and the 2021 rule only on a disputed notice', () => {
  assert.equal(getStep(getProcedure(minimum, '2017-09-01'), 'visit').next.submit, 'deliberation')
  const later = getProcedure(minimum, '2022-01-04')
  assert.equal(getStep(later, 'visit').next.submit, 'street_notice')
  assert.equal(getStep(later, 'street_notice').next.uphold_objection, 'deliberation')
  assert.equal(getStep(later, 'street_notice').next.return, 'visit')
})

test('the clocks are those of the articles', () => {
  const before = getProcedure(minimum, '2017-08-28')
  const due = (id: string) => getStep(before, id).due
  assert.deepEqual(due('visit'), { amount: 10, unit: 'working_day', from: 'acceptance' })
  assert.deepEqual(due('district_review'), { amount: 5, unit: 'working_day', from: 'previous_step' })
  assert.deepEqual(due('determination'), { amount: 3, unit: 'working_day', from: 'notice_end' })
  assert.equal(getStep(before, 'street_notice').noticeDays, 7)
  assert.deepEqual([before.whole.amount, before.whole.unit, before.special], [30, 'day', null])
  assert.equal(before.payBy.dayOfMonth, 10)
  const later = getProcedure(minimum, '2021-07-01')
  assert.deepEqual([later.whole.amount, later.whole.unit, later.special?.amount], [30, 'working_day', 45])
  assert.equal(getStep(later, 'district_determination').due?.amount, 10)
})

test('a household able to work is reviewed monthly in town and quarterly in the country under the 2012 rule', () => {
  const { reviews } = getProcedure(minimum, '2017-09-01')
  assert.deepEqual(
    reviews.map(({ registerKind, every }) => [registerKind ?? 'all', every.amount]),
    [
      ['all', 12],
      ['all', 6],
      ['urban', 1],
      ['rural', 3],
    ],
  )
})

test('nobody exits gradually before the 2021 rule; its months are said by the notice of 2022-10-20 and to be verified before', () => {
  assert.equal(findGradualExit(getProcedure(minimum, '2021-06-30'), '2021-06-30'), undefined)
  const first = findGradualExit(getProcedure(minimum, '2021-07-01'), '2022-10-19')
  assert.deepEqual([first?.upToMonths, first?.article.article], [6, '第三十三条'])
  assert.match(first?.toVerify ?? '', /待核实/)
  const later = findGradualExit(getProcedure(minimum, '2021-07-01'), '2022-10-20')
  assert.deepEqual([later?.upToMonths, later?.toVerify], [6, undefined])
})

test('a destitute person’s case takes twenty working days in the street by the rule of 2016, fifteen by that of 2021', () => {
  const on = (date: string) => {
    const procedure = getProcedure('extreme-poverty-support', date)
    return ['visit', 'district_determination'].map((id) => getStep(procedure, id).due?.amount)
  }
  assert.deepEqual(on('2021-06-30'), [20, 20])
  assert.deepEqual(on('2021-07-01'), [15, 15])
  const { ending, reassessment, toVerify } = getProcedure('extreme-poverty-support', '2021-07-01')
  assert.deepEqual([ending?.noticeDays, reassessment?.amount, toVerify], [7, 10, undefined])
  assert.match(getProcedure('extreme-poverty-support', '2021-06-30').toVerify ?? '', /待核实/)
})

test('a destitute person is looked at again once a year: said by the opinion of 2020, to be verified before', () => {
  const on = (date: string) => {
    const [yearly, ...others] = getProcedure('extreme-poverty-support', date).reviews
    assert.ok(yearly && others.length === 0)
    return [yearly.every.amount, getLawArticle(yearly.article.document, yearly.article.article).toVerify]
  }
  assert.deepEqual(on('2021-06-30'), [12, true])
  assert.deepEqual(on('2021-07-01'), [12, false])
})

test('low-income aid is handled as subsistence is, and says that this is to be verified', () => {
  for (const date of ['2017-09-01', '2022-01-04']) {
    const [own, other] = [getProcedure('low-income-household-aid', date), getProcedure(minimum, date)]
    assert.deepEqual(own.steps, other.steps)
    assert.match(own.toVerify ?? '', /待核实/)
    assert.equal(other.toVerify, undefined)
  }
  assert.deepEqual(getProcedure('low-income-household-aid', '2022-01-04').gradualExit, [])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findingOf, monthEnds, percent, trendFinding } from './finding.ts'
import { stepsOf } from '../../design/map-steps.ts'

const part = (name: string, residents: number, people: number) => ({
  name,
  residents,
  people,
  per_thousand: residents === 0 ? null : Math.round((people / residents) * 10_000) / 10,
})

test('the title names the districts where people on benefit are most over-represented, with both shares', () => {
  const city = [
    part('蓟州区', 700, 17),
    part('宁河区', 400, 8),
    part('宝坻区', 600, 11),
    ...Array.from({ length: 13 }, (_, at) => part(`区${at}区`, 800, 7)),
  ]
  assert.equal(findingOf(city, '全市', '在保'), '蓟州、宁河、宝坻：常住人口占全市 14%，在保人数占 28%')
})

test('where nobody is on benefit the title says so, and a part without residents breaks nothing', () => {
  assert.equal(findingOf([part('甲街道', 10, 0), part('乙街道', 0, 0)], '全区', '在保'), '全区没有在保的人')
  assert.equal(
    findingOf([part('甲街道', 0, 0), part('乙街道', 10, 1)], '全区', '在保').startsWith('乙：'),
    true,
  )
})

test('the curve is titled by the last change of the standard', () => {
  const points = [
    { month: '2017-03-01', value: '7062000000' },
    { month: '2017-04-01', value: '8241000000' },
    { month: '2017-05-01', value: '8220000000' },
  ]
  const marks = [{ month: '2017-04-01', label: '标准 860 元' }]
  assert.equal(trendFinding({ points, marks }), '4月提标，月发放升 1,179.0 万元')
  assert.equal(trendFinding({ points, marks: [] }), '月发放比2017年3月升 1,158.0 万元')
  assert.equal(trendFinding({ points: [], marks }), '还没有发放')
})

test('five steps hold every district once, and the same rate is always in the same step', () => {
  const rates = [5.1, 5.4, 7.2, 7.5, 8.1, 8.6, 8.8, 9.8, 12.4, 13.3, 13.6, 14.2, 16.5, 18.9, 19.6, 23.4]
  const steps = stepsOf(rates)
  assert.equal(
    steps.legend.reduce((sum, each) => sum + each.count, 0),
    rates.length,
  )
  assert.deepEqual(
    steps.legend.map((each) => each.step),
    [5, 4, 3, 2, 1],
  )
  assert.equal(steps.of(23.4), 5)
  assert.equal(steps.of(5.1), 1)
  assert.equal(stepsOf([3, 3, 3]).legend.length, 1)
})

test('where some districts would spend less, the steps reach below zero and say so in words', () => {
  const sums = [-900, -400, -350, -120, -60, 0, 40, 1500]
  const { legend, of } = stepsOf(sums)
  assert.equal(
    legend.reduce((sum, each) => sum + each.count, 0),
    sums.length,
  )
  assert.equal(legend.length, 5)
  assert.equal(of(-900), 1)
  assert.equal(of(1500), 5)
  assert.ok(legend.every(({ bounds }) => !bounds.includes('-')))
})

test('month ends and small shares', () => {
  assert.deepEqual(monthEnds('2017-03-01', 2), ['2017-02-28', '2017-01-31'])
  assert.equal(percent(0.034), '3.4%')
  assert.equal(percent(0.139), '14%')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineProgramme, getParameter, parameter, yuan } from './index.ts'
import type { ParameterValue } from './index.ts'
import { example } from './example.ts'

const source = { document: '示例标准通知', mark: 'O' } as const
const value = (of: Omit<ParameterValue, 'source'>): ParameterValue => ({ ...of, source })

function programmeWith(values: readonly ParameterValue[]) {
  const cash = parameter('cash', 'money')
  return defineProgramme({
    id: 'in-force',
    title: '施行日',
    inputs: [],
    parameters: [{ name: 'cash', label: '金额', unit: 'money', values }],
    versions: [
      {
        id: '1',
        from: '2010-01-01',
        document: '示例办法',
        rules: () => ({ eligible: cash.isAbove(yuan(0)), amounts: { cash } }),
      },
    ],
  })
}

const cashOn = (values: readonly ParameterValue[], date: string, division = '120104') =>
  getParameter(programmeWith(values), 'cash', date, division).numerator / 100n

test('a value that a later one ended does not come back when the later one ends', () => {
  const values = [
    value({ division: '12', from: '2019-04-01', value: 294 }),
    value({ division: '12', from: '2020-09-01', to: '2025-09-01', value: 303 }),
  ]
  assert.equal(cashOn(values, '2020-08-31'), 294n)
  assert.equal(cashOn(values, '2025-08-31'), 303n)
  assert.throws(() => cashOn(values, '2025-09-01'), { code: 'parameter_not_in_force' })
})

test('a district whose own value has ended takes the value of the city again', () => {
  const values = [
    value({ division: '12', from: '2016-01-01', value: 860 }),
    value({ division: '120104', from: '2017-06-01', to: '2018-01-01', value: 900 }),
  ]
  assert.equal(cashOn(values, '2017-12-31'), 900n)
  assert.equal(cashOn(values, '2018-01-01'), 860n)
  assert.equal(cashOn(values, '2017-12-31', '120101'), 860n)
})

test('two values of one division from the same day are refused', () => {
  const twice = value({ division: '12', from: '2016-01-01', value: 860 })
  assert.throws(() => cashOn([twice, twice], '2016-01-01'), { code: 'parameter_invalid' })
})

test('the nearest division upward decides', () => {
  assert.equal(getParameter(example, 'standard', '2017-06-01', '120201').numerator, 90005n)
  assert.equal(getParameter(example, 'standard', '2017-06-01', '120104').numerator, 86000n)
})

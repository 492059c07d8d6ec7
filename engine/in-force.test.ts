import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  decide,
  defineProgramme,
  getParameter,
  parameter,
  putInForce,
  receipt,
  replay,
  tryVersion,
  yuan,
} from './index.ts'
import type { ParameterValue, Programme } from './index.ts'
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

/** A programme with a draft that gives twice a value of its own. */
function programmeWithDraft() {
  const [cash, factor] = [parameter('cash', 'money'), parameter('factor', 'count')]
  return defineProgramme({
    id: 'with-draft',
    title: '有草案',
    inputs: [],
    parameters: [
      {
        name: 'cash',
        label: '金额',
        unit: 'money',
        values: [value({ division: '00', from: '2010-01-01', value: 100 })],
      },
    ],
    versions: [
      {
        id: '1',
        from: '2010-01-01',
        document: '示例办法',
        rules: () => ({ eligible: cash.isAbove(yuan(0)), amounts: { cash } }),
      },
    ],
    drafts: [
      {
        id: 'doubled',
        title: '草案',
        source,
        document: '示例办法',
        rules: () => ({ eligible: cash.isAbove(yuan(0)), amounts: { cash: cash.times(factor) } }),
        parameters: [
          {
            name: 'factor',
            label: '倍数',
            unit: 'count',
            values: [{ division: '00', value: 2, source }],
          },
        ],
      },
    ],
  })
}

const amountUnder = (programme: Programme, date: string, division = '120104'): bigint => {
  const decision = decide(programme, { date, division, household: {}, members: [{ id: 'a', facts: {} }] })
  assert.equal(decision.status, 'eligible')
  return decision.status === 'eligible' ? decision.amounts['cash']! / 100n : -1n
}

test('a draft decides nothing until it is put in force, and then from that day on and there alone', () => {
  const written = programmeWithDraft()
  assert.equal(amountUnder(written, '2099-12-31'), 100n)
  const law = putInForce(written, 'doubled', { from: '2018-01-01', division: '12' })
  assert.equal(amountUnder(law, '2017-12-31'), 100n)
  assert.equal(amountUnder(law, '2018-01-01'), 200n)
  assert.equal(amountUnder(law, '2018-01-01', '110101'), 100n)
  assert.throws(() => getParameter(law, 'factor', '2017-12-31', '12'), { code: 'parameter_not_in_force' })
  assert.throws(() => putInForce(written, 'tripled', { from: '2018-01-01', division: '12' }), {
    code: 'version_unknown',
  })
})

test('a former version holds again from a later day on, and what was set of a draft meanwhile stays', () => {
  const back = putInForce(
    putInForce(programmeWithDraft(), 'doubled', { from: '2018-01-01', division: '12' }),
    '1',
    { from: '2019-01-01', division: '12' },
  )
  const set = back.parameters.map((each) =>
    each.name === 'factor'
      ? { ...each, values: [...each.values, value({ division: '12', from: '2018-07-01', value: 3 })] }
      : each,
  )
  const again = putInForce({ ...back, parameters: set }, 'doubled', { from: '2020-01-01', division: '12' })
  const days = ['2018-06-30', '2018-07-01', '2019-01-01', '2020-01-01']
  assert.deepEqual(
    days.map((date) => amountUnder(again, date)),
    [200n, 300n, 100n, 300n],
  )
})

test('tried out, a version holds on every day; a receipt of a draft replays by the programme that only holds the draft', () => {
  const written = programmeWithDraft()
  assert.equal(amountUnder(tryVersion(written, 'doubled'), '2012-05-01'), 200n)
  const law = putInForce(written, 'doubled', { from: '2018-01-01', division: '12' })
  const facts = { date: '2018-05-01', division: '120104', household: {}, members: [{ id: 'a', facts: {} }] }
  const issued = receipt(law, facts, decide(law, facts))
  assert.equal(issued.version, 'doubled')
  assert.equal(replay(written, issued).same, true)
  const before = { ...facts, date: '2017-05-01' }
  assert.equal(replay(law, receipt(written, before, decide(written, before))).same, true)
  assert.notEqual(issued.law, receipt(written, before, decide(written, before)).law)
})

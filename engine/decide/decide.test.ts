import assert from 'node:assert/strict'
import { test } from 'node:test'
import { example } from '../example.ts'
import type { Decision, DecisionInput, Facts, Reason } from '../index.ts'
import { decide, LawError } from '../index.ts'

const adult: Facts = { income: 60_000n, birth: '1980-05-01', disability: 'none', student: false }
function family(changes: Partial<DecisionInput> = {}, ...members: Facts[]): DecisionInput {
  return {
    date: '2017-09-01',
    division: '120101',
    household: { financial_assets: 0n, has_car: false },
    members: members.map((facts, index) => ({ id: `m${index + 1}`, facts: { ...adult, ...facts } })),
    ...changes,
  }
}
function benefit(decision: Decision): bigint | undefined {
  return decision.status === 'eligible' ? decision.amounts['benefit'] : undefined
}
function find(reasons: readonly Reason[], label: string): Reason | undefined {
  for (const reason of reasons) {
    const found = reason.label === label ? reason : find(reason.operands, label)
    if (found) return found
  }
  return undefined
}
const holding = (fen: bigint): DecisionInput =>
  family({ household: { financial_assets: fen, has_car: false } }, {})
const born = (birth: string): bigint | undefined => benefit(decide(example, family({}, { birth })))
const standardIn = (division: string, date: string): bigint | null | undefined =>
  find(decide(example, family({ division, date }, {})).reasons, '保障标准')?.value
const refusal = (code: string) => (error: unknown) => error instanceof LawError && error.code === code

test('a household of two gets the gap to the standard for each of them', () => {
  const decision = decide(example, family({}, { income: 50_000n }, { income: 60_001n }))
  // 860.00 - 550.005 = 309.995, half up to 310.00, for two
  assert.equal(benefit(decision), 62_000n)
})

test('one fen under the standard is eligible, the standard itself is not', () => {
  assert.equal(decide(example, family({}, { income: 85_999n })).status, 'eligible')
  assert.equal(decide(example, family({}, { income: 86_000n })).status, 'ineligible')
})

test('assets at the limit pass, one fen above does not', () => {
  const limit = 86_000n * 24n
  assert.equal(decide(example, holding(limit)).status, 'eligible')
  assert.equal(decide(example, holding(limit + 1n)).status, 'ineligible')
})

test('a person turns seventy on the birthday', () => {
  assert.equal(born('1947-09-02'), 26_000n)
  assert.equal(born('1947-09-01'), 26_000n + 25_800n)
})

test('the nearest division upward that has a value in force decides', () => {
  assert.equal(standardIn('120101', '2017-09-01'), 86_000n)
  assert.equal(standardIn('120201', '2017-09-01'), 90_005n)
  assert.equal(standardIn('120201', '2018-01-01'), 86_000n)
  assert.equal(standardIn('120201', '2017-03-31'), 78_000n)
})

test('the law of the day is applied, the old one too', () => {
  const decision = decide(example, family({ date: '2016-12-31' }, {}))
  assert.equal(decision.version, '2016')
  assert.equal(benefit(decision), 23_400n)
})

test('a value or a version that is not in force is refused, never taken for nothing', () => {
  assert.throws(() => decide(example, family({ division: '310000' }, {})), refusal('parameter_not_in_force'))
  assert.throws(() => decide(example, family({ date: '2015-12-31' }, {})), refusal('version_not_in_force'))
})

test('facts out of their bounds, unknown codes and undeclared facts are refused', () => {
  for (const facts of [
    { income: -1n },
    { income: 100_000_001n },
    { disability: 'gone' },
    { birth: '2017-02-29' },
    { height: 1n },
  ]) {
    assert.throws(() => decide(example, family({}, facts as Facts)), refusal('fact_refused'))
  }
  assert.throws(() => decide(example, family({})), refusal('fact_refused'))
})

test('an unknown income is asked for, and named with its member', () => {
  const decision = decide(example, family({}, {}, { income: null }))
  assert.equal(decision.status, 'incomplete')
  assert.deepEqual(decision.status === 'incomplete' && decision.missing, [
    { name: 'income', label: '月收入', entity: 'person', member: 'm2' },
  ])
})

test('what cannot change the outcome is not asked for', () => {
  const car = family({ household: { financial_assets: null, has_car: true } }, {})
  assert.equal(decide(example, car).status, 'ineligible')
  const pupil = family({}, {}, { income: null, student: true, birth: '2005-01-01' })
  assert.equal(decide(example, pupil).status, 'eligible')
})

test('the reasons give article, document, value, parameter with its source, and each member', () => {
  const { reasons } = decide(example, family({}, {}, { income: 20_000n, student: true, birth: '2005-01-01' }))
  const below = find(reasons, '人均收入低于保障标准')!
  assert.equal(below.article, '第十条')
  assert.equal(below.document, '示例办法（2017）')
  assert.equal(below.outcome, true)
  const [perCapita, standard] = below.operands
  assert.equal(perCapita!.text, '300元/月')
  assert.deepEqual(
    perCapita!.operands.map(({ label, member, text }) => [label, member, text]),
    [
      ['计入的月收入（在校学生不计）', 'm1', '600元/月'],
      ['计入的月收入（在校学生不计）', 'm2', '0元/月'],
      ['家庭成员人数', undefined, '2'],
    ],
  )
  assert.equal(standard!.parameter?.source.mark, 'O')
  assert.equal(standard!.parameter?.cited, true)
  assert.deepEqual(find(reasons, '每人每月补差')!.rounding, { mode: 'half-up', to: 'fen' })
})

test('an article that several steps rest on is taken apart once', () => {
  const { reasons } = decide(example, family({}, {}))
  const eligible = find(reasons.slice(1), '符合条件')!
  assert.equal(eligible.explainedAbove, true)
  assert.equal(eligible.outcome, true)
  assert.deepEqual(eligible.operands, [])
})

test('the distance to the border is told', () => {
  const decision = decide(example, family({}, { income: 50_000n }))
  assert.deepEqual(decision.margins, { income: 36_000n })
  assert.deepEqual(decision.values, { gap: 36_000n, vulnerable: 0n, cap: 2n })
})

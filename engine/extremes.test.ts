import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findUnkilledMutants } from './check/index.ts'
import type { Facts } from './index.ts'
import {
  article,
  columnsOf,
  decide,
  defineProgramme,
  describe,
  input,
  LawError,
  members,
  simulate,
  trace,
  when,
  yuan,
} from './index.ts'

const income = input.person.moneyPerMonth('income', { label: '月收入', max: 1_000_000 })
const birth = input.person.day('birth', { label: '出生日期' })
const children = input.person.count('children', { label: '子女数', max: 20 })

/** Whoever earns most counts; the youngest child's birthday decides. */
const programme = defineProgramme({
  id: 'extremes',
  title: '最高与最早',
  inputs: [income, birth, children],
  parameters: [],
  versions: [
    {
      id: '1',
      from: '2000-01-01',
      document: '示例',
      rules: () => {
        const most = article('第一条', '最高的月收入', members.greatest(income))
        const least = article('第一条', '最低的月收入', members.least(income))
        const youngest = article(
          '第二条',
          '最小成员的周岁',
          members.greatest(birth).yearsUntil(members.least(birth)),
        )
        const eligible = article('第三条', '收入最高的不满两千元', most.isBelow(yuan<'money/month'>(2000)))
        const gap = article('第四条', '收入的差距', when(eligible).then(most.minus(least)).otherwise(yuan(0)))
        return { eligible, amounts: { gap }, values: { youngest, first: members.least(birth) } }
      },
    },
  ],
})
const [date, division] = ['2017-09-01', '12']
const member = (fen: bigint | null, day = '1980-01-01'): Facts => ({ income: fen, birth: day, children: 0 })
const family = (...facts: Facts[]) => ({
  household: {},
  members: facts.map((each, i) => ({ id: `m${i}`, facts: each })),
})
const decided = (...facts: Facts[]) => decide(programme, { date, division, ...family(...facts) })

test('the member with the highest income decides, to the fen', () => {
  const under = decided(member(199_999n), member(50_000n), member(120_000n))
  assert.equal(under.status === 'eligible' && under.amounts['gap'], 149_999n)
  assert.equal(decided(member(50_000n), member(200_000n)).status, 'ineligible')
})

test('of days the least is the earliest', () => {
  const { values } = decided(member(1n, '1980-05-01'), member(1n, '2001-02-03'), member(1n, '1957-12-31'))
  assert.equal(values['first'], '1957-12-31')
})

test('the highest income is unknown while one is', () => {
  const decision = decided(member(100n), member(null))
  assert.equal(decision.status, 'incomplete')
  assert.deepEqual(
    decision.status === 'incomplete' && decision.missing.map(({ name, member: whose }) => [name, whose]),
    [['income', 'm1']],
  )
})

test('households of every size give in bulk what each is decided', () => {
  const households = Array.from({ length: 4000 }, (_, h) =>
    family(
      ...Array.from({ length: 1 + (h % 20) }, (_, i) =>
        member(
          h % 7 === 3 && i === 2 ? null : BigInt((h * 7919 + i * 104_729) % 210_000),
          `19${10 + ((h + i) % 80)}-05-01`,
        ),
      ),
    ),
  )
  for (const backend of ['wasm', 'javascript', 'scalar'] as const) {
    const results = simulate(programme, columnsOf(programme, households), { date, division, backend })
    households.forEach((facts, h) => {
      const { status, values } = decide(programme, { date, division, ...facts })
      const known = results['eligible']!.known![h] === 1
      assert.equal(known, status !== 'incomplete', backend)
      if (known) assert.equal(results['eligible']!.values[h] === 1, status === 'eligible')
      assert.equal(String(results['values.first']!.values[h]), String(values['first']).replaceAll('-', ''))
    })
  }
})

test('the rules say it in words', () => {
  const { articles } = describe(programme, date, division)
  const texts = Object.fromEntries(articles.map(({ label, text }) => [label, text]))
  assert.equal(texts['最高的月收入'], '家庭成员中最高的月收入')
  assert.match(texts['最小成员的周岁']!, /家庭成员中最晚的出生日期/)
})

test('no bent step goes unnoticed', () => {
  const { tried, unkilled } = findUnkilledMutants(programme, {
    date,
    division,
    cases: [family(member(150_000n, '1980-05-02'), member(20_000n, '1980-05-01'))],
  })
  assert.ok(tried > 8)
  assert.deepEqual(unkilled, [])
})

test('of fractions with denominators of their own there is no least before they are rounded', () => {
  const share = income.per(children)
  const bad = defineProgramme({
    ...programme,
    inputs: [income, birth, children],
    versions: [
      {
        ...programme.versions[0]!,
        rules: () => ({
          eligible: members.least(share).isBelow(yuan<'money/month'>(1)),
          amounts: { one: article('第一条', '一元', yuan<'money'>(1)) },
        }),
      },
    ],
  })
  assert.throws(
    () => trace(bad, date, division),
    (error: unknown) => error instanceof LawError && error.code === 'rule_invalid',
  )
})

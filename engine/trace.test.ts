import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assets, example, income, parameters } from './example.ts'
import { GraphBuilder } from './graph/builder.ts'
import type { RuleResult } from './index.ts'
import {
  article,
  defineProgramme,
  input,
  LawError,
  members,
  parameter,
  ratio,
  simulate,
  trace,
  when,
  yuan,
  decisionDay,
  day,
} from './index.ts'

const benefit = article('第一条', '标准', parameter('standard', 'money/month'))
const eligible = article('第一条', '有收入', members.sum(income).isAbove(0))

function programmeOf(rules: () => RuleResult) {
  const version = { id: '1', from: '2017-04-01', document: '示例', rules }
  return defineProgramme({ id: 't', title: '试', inputs: [income, assets], parameters, versions: [version] })
}
function refuses(code: string, rules: () => RuleResult): void {
  assert.throws(
    () => trace(programmeOf(rules), '2017-09-01', '12'),
    (error: unknown) => error instanceof LawError && error.code === code,
  )
}

test('a rounding without an article of its own is refused', () => {
  const share = parameter('standard', 'money/month').times(ratio('0.3'))
  refuses('rounding_unnamed', () => ({ eligible, amounts: { share: share.roundHalfUp() } }))
  refuses('rounding_unnamed', () => ({
    eligible,
    amounts: { share: article('第一条', '两份', share.roundHalfUp().times(2)) },
  }))
  trace(
    programmeOf(() => ({ eligible, amounts: { share: article('第一条', '三成', share.roundHalfUp()) } })),
    '2017-09-01',
    '12',
  )
})

test('a fraction is no result', () => {
  refuses('rounding_unnamed', () => ({
    eligible,
    amounts: { benefit },
    values: { average: members.sum(income).per(members.count) },
  }))
})

test('a step that could leave the exact range is refused, with the article it stands in', () => {
  const years = members.count.times(1_000_000).times(1_000_000)
  const far = article('第九条', '太远', members.sum(income).times(years))
  assert.throws(
    () =>
      trace(
        programmeOf(() => ({ eligible, amounts: { far } })),
        '2017-09-01',
        '12',
      ),
    /「太远」/,
  )
  refuses('interval_exceeded', () => ({ eligible, amounts: { far } }))
})

test('a fact that the programme does not list, a parameter it does not have or of another unit are refused', () => {
  const other = input.person.money('other', { label: '别的', max: 1 })
  refuses('input_undeclared', () => ({ eligible, amounts: { benefit, other: members.sum(other) } }))
  refuses('parameter_unknown', () => ({ eligible, amounts: { benefit: parameter('absent', 'money') } }))
  refuses('rule_invalid', () => ({ eligible, amounts: { benefit: parameter('standard', 'money') } }))
})

test('one trace serves all days on which nothing changes, and no other', () => {
  const first = trace(example, '2017-06-01', '120101')
  assert.deepEqual([first.from, first.to], ['2017-06-01', '2018-01-01'])
  assert.equal(trace(example, '2017-12-31', '120101'), first)
  assert.notEqual(trace(example, '2018-01-01', '120101'), first)
  assert.notEqual(trace(example, '2017-12-31', '120201'), first)
})

test('the day of the decision counts, not the day of the trace', () => {
  const after = defineProgramme({
    id: 'after',
    title: '施行之后',
    inputs: [assets],
    parameters: [],
    versions: [
      {
        id: '1',
        from: '2000-01-01',
        document: '示例',
        rules: () => ({
          eligible: article('第一条', '已到期', day('2017-09-01').isAtMost(decisionDay)),
          amounts: { benefit: article('第一条', '一元', yuan<'money'>(1)) },
        }),
      },
    ],
  })
  const columns = {
    offsets: Int32Array.of(0, 1),
    household: { financial_assets: { values: Int32Array.of(0) } },
    person: {},
  }
  for (const [date, expected] of [
    ['2017-08-31', 0],
    ['2017-09-01', 1],
  ] as const) {
    for (const backend of ['wasm', 'javascript', 'scalar'] as const) {
      const result = simulate(after, columns, { date, division: '12', backend })
      assert.equal(result['eligible']!.values[0], expected)
      assert.equal(result['amounts.benefit']!.values[0], 100)
    }
  }
})

test('equal expressions of different articles are one node, with a label each', () => {
  const traced = trace(
    programmeOf(() => ({
      eligible,
      amounts: {
        one: article('第一条', '甲', members.sum(income)),
        other: article('第二条', '乙', members.sum(income)),
      },
    })),
    '2017-09-01',
    '12',
  )
  const [one, other] = traced.outputs.filter(({ group }) => group === 'amounts')
  assert.equal(one!.node, other!.node)
  assert.deepEqual([one!.label, other!.label], ['甲', '乙'])
})

test('an average against a threshold costs no division', () => {
  const { graph } = trace(
    programmeOf(() => ({
      eligible: members.sum(income).per(members.count).isBelow(parameter('standard', 'money/month')),
      amounts: { benefit },
    })),
    '2017-09-01',
    '12',
  )
  assert.deepEqual(
    graph.nodes.filter(({ op }) => op === 'floor' || op === 'half-up'),
    [],
  )
})

test('the two arms of a choice are both reckoned in bulk: a divisor of 0 does no harm', () => {
  const builder = new GraphBuilder(20)
  assert.equal(
    builder.make('floor', builder.constant(7), builder.guard('maximum', builder.constant(0), 1)).value,
    7,
  )
  const none = when(members.sum(income).isAbove(0))
    .then(article('第一条', '每百元', assets.per(members.count).roundDown()))
    .otherwise(yuan(0))
  trace(
    programmeOf(() => ({ eligible, amounts: { none } })),
    '2017-09-01',
    '12',
  )
})

test('names used twice and programmes without rules are refused', () => {
  const version = example.versions[0]!
  const bad = [
    { inputs: [income, income], parameters, versions: [version] },
    { inputs: [income], parameters: [...parameters, parameters[0]!], versions: [version] },
    { inputs: [income], parameters, versions: [version, version] },
    { inputs: [income], parameters, versions: [] },
    { inputs: [members.count], parameters, versions: [version] },
  ]
  for (const parts of bad) {
    assert.throws(() => defineProgramme({ id: 'x', title: 'x', ...parts }), LawError)
  }
})

test('communities of one city share a trace, and a district with a value of its own has its own', () => {
  const own = parameters.map((each) =>
    each.name === 'standard'
      ? { ...each, values: [...each.values, { ...each.values[0]!, division: '120119', value: 999 }] }
      : each,
  )
  const version = {
    id: '1',
    from: '2017-04-01',
    document: '示例',
    rules: () => ({ eligible, amounts: { benefit } }),
  }
  const programme = defineProgramme({
    id: 't',
    title: '试',
    inputs: [income, assets],
    parameters: own,
    versions: [version],
  })
  const at = (division: string) => trace(programme, '2017-09-01', division)
  assert.equal(at('120104008012'), at('120101'))
  assert.notEqual(at('120119100001'), at('120101'))
  assert.equal(at('120119100001').parameters.find(({ name }) => name === 'standard')?.numerator, 99_900n)
})

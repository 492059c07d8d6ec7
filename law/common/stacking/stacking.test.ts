/** Which programmes go together, by which article; who is counted apart; and where more income leaves less. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decide } from '../../../engine/index.ts'
import type { Decision, Facts } from '../../../engine/index.ts'
import {
  compareIncome,
  decideTogether,
  findCliffs,
  findStackingRule,
  getLawArticle,
  getProgramme,
  listAllProgrammes,
  listExamples,
  listStackingRules,
  stack,
} from '../../index.ts'
import type { HouseholdOnDay } from '../../index.ts'

const programmes = listAllProgrammes()
const subsistence = 'minimum-living-guarantee'
const lowIncome = 'low-income-household-aid'
const destitute = 'extreme-poverty-support'
const premium = 'medical-insurance-subsidy'

const household = {
  register_kind: 'urban',
  financial_assets: 0n,
  vehicle_count: 0,
  home_count: 1,
  other_premises: false,
  paid_study_abroad: false,
  single_parent_schooling: false,
  family_planning_support: false,
  childless: false,
  hardship_agreed: false,
  hardship_kind: 'none',
  living_in_difficulty: false,
  times_aided_for_cause: 0,
  hardship_amount: 0n,
}
const adult = {
  relation: 'head',
  birth_date: '1975-01-01',
  wage_income: 0n,
  business_income: 0n,
  property_income: 0n,
  transfer_income: 0n,
  exempt_income: 0n,
  disability_kind: 'none',
  disability_grade: 0,
  is_studying: false,
  able_to_work: false,
  employed: false,
  absent_as_clergy: false,
  in_prison: false,
  lives_independently: true,
  work_refusals: 0,
  seriously_ill: true,
  supporter_count: 1,
  supporters_unable: 0,
  in_institution: false,
  can_eat: true,
  can_dress: true,
  can_use_toilet: true,
  can_move: true,
  can_wash: true,
  can_leave_bed: true,
  residents_insurance: 'adult',
  premium_due: 50_000n,
}
const day = { date: '2021-03-01', division: '120104' }
const householdOf = (...members: Facts[]): HouseholdOnDay => ({
  ...day,
  household,
  members: members.map((facts, index) => ({ id: String(index + 1), facts: { ...adult, ...facts } })),
})
const payableOf = (on: HouseholdOnDay) =>
  Object.fromEntries(
    decideTogether(programmes, on).stacked.payable.map(({ programmeId, total }) => [programmeId, total]),
  )

test('between any two programmes exactly one rule holds on every day, and its article can be opened', () => {
  for (const date of ['2014-05-01', '2017-09-01', '2021-07-01']) {
    for (const one of programmes) {
      for (const other of programmes) {
        if (one.id >= other.id) continue
        const holding = listStackingRules().rules.filter(
          ({ first, second, from, to }) =>
            from <= date &&
            (to === undefined || date < to) &&
            ((first.includes(one.id) && second.includes(other.id)) ||
              (first.includes(other.id) && second.includes(one.id))),
        )
        assert.equal(holding.length, 1, `${one.id} ${other.id} ${date}`)
        assert.equal(findStackingRule(one.id, other.id, date)?.id, holding[0]?.id)
      }
    }
  }
  const { rules, caps } = listStackingRules()
  for (const { document, article } of [...rules, ...caps]) {
    assert.ok(getLawArticle(document, article).text.length > 5)
  }
  const ids = new Set(programmes.map(({ id }) => id))
  for (const id of rules.flatMap(({ first, second }) => [...first, ...second])) assert.ok(ids.has(id), id)
})

test('a household on subsistence gets that and its premium, and no low-income aid', () => {
  assert.deepEqual(payableOf(householdOf({})), { [subsistence]: 101_000n, [premium]: 56_000n })
  assert.equal(findStackingRule(subsistence, lowIncome, day.date)?.kind, 'excludes')
})

test('a household over the standard gets low-income aid and its premium', () => {
  const on = householdOf({ transfer_income: 101_000n })
  assert.deepEqual(payableOf(on), { [lowIncome]: 30_300n, [premium]: 56_000n })
})

test('were both granted, low-income aid would be excluded by subsistence, by the article on the band of income', () => {
  const eligible = (programme: string): Decision => {
    const { rules } = getProgramme(programme)
    const example = listExamples(programme).find(({ expected }) => expected.outcome === 'eligible')
    assert.ok(example)
    return decide(rules, example.input)
  }
  const decisions = new Map(
    [subsistence, lowIncome].map((id) => [id, { decision: eligible(id), memberIds: ['1'] }]),
  )
  const { payable, excluded } = stack(decisions, day.date)
  assert.deepEqual(
    payable.map(({ programmeId }) => programmeId),
    [subsistence],
  )
  const [one] = excluded
  assert.deepEqual([one?.programmeId, one?.because, one?.rule.article], [lowIncome, subsistence, '收入范围'])
})

test('while subsistence is not decided, low-income aid waits for it', () => {
  const { rules, fromSelfCheck } = getProgramme(subsistence)
  const unknown = decide(rules, { ...day, ...fromSelfCheck({}) })
  const low = decide(
    getProgramme(lowIncome).rules,
    listExamples(lowIncome).find(({ id }) => id === 'one-person-ill')?.input ?? {
      ...day,
      ...fromSelfCheck({}),
    },
  )
  const { payable, open } = stack(
    new Map([
      [subsistence, { decision: unknown, memberIds: ['1'] }],
      [lowIncome, { decision: low, memberIds: ['1'] }],
    ]),
    day.date,
  )
  assert.deepEqual(payable, [])
  assert.deepEqual(open, [
    { programmeId: subsistence, on: null },
    { programmeId: lowIncome, on: subsistence },
  ])
})

test('a destitute parent is supported alone and is no member of the household on subsistence', () => {
  const parent = { relation: 'parent', birth_date: '1940-01-01', supporter_count: 0 }
  const on = householdOf({}, parent)
  const { decisions, stacked } = decideTogether(programmes, on)
  assert.deepEqual(decisions.get(subsistence)?.memberIds, ['1'])
  assert.deepEqual(stacked.excluded, [])
  assert.deepEqual(payableOf(on), {
    [destitute]: 184_000n,
    [subsistence]: 101_000n,
    [premium]: 112_000n,
  })
})

test('a subsistence decision that still counted the destitute parent has to be made again without him', () => {
  const on = householdOf({}, { relation: 'parent', birth_date: '1940-01-01', supporter_count: 0 })
  const both = new Map(
    [destitute, subsistence].map((id) => {
      const { rules } = getProgramme(id)
      const names = new Set(rules.inputs.map(({ entity, name }) => `${entity}.${name}`))
      const only = (entity: string, facts: Facts) =>
        Object.fromEntries(Object.entries(facts).filter(([name]) => names.has(`${entity}.${name}`)))
      const facts = {
        household: only('household', on.household),
        members: on.members.map((member) => ({ ...member, facts: only('person', member.facts) })),
      }
      return [id, { decision: decide(rules, { ...day, ...facts }), memberIds: ['1', '2'] }]
    }),
  )
  const { payable, excluded } = stack(both, day.date)
  assert.deepEqual(
    payable.map(({ programmeId }) => programmeId),
    [destitute],
  )
  assert.deepEqual(
    excluded.map(({ programmeId, members }) => [programmeId, members]),
    [[subsistence, ['2']]],
  )
})

test('temporary assistance comes on top of subsistence', () => {
  const on = householdOf({})
  const stricken = {
    ...on,
    household: {
      ...household,
      hardship_kind: 'spending',
      living_in_difficulty: true,
      hardship_amount: 200_000n,
    },
  }
  assert.deepEqual(payableOf(stricken), {
    [subsistence]: 101_000n,
    'temporary-assistance': 200_000n,
    [premium]: 56_000n,
  })
})

test('what was paid of outpatient aid this year is taken off its cap once more when decisions are put together', () => {
  const { rules } = getProgramme('outpatient-aid')
  const facts = {
    facility_level: 'community',
    within_policy: 40_000n,
    basic_paid: 0n,
    outpatient_aid_before: 0n,
  }
  const decided = (medical_group: string) => {
    const decision = decide(rules, {
      ...day,
      household: {},
      members: [{ id: '1', facts: { ...facts, medical_group } }],
    })
    return stack(new Map([['outpatient-aid', { decision, memberIds: ['1'] }]]), day.date, {
      'outpatient-year': 15_000n,
    })
  }
  const { payable, capped } = decided('subsistence')
  assert.equal(payable[0]?.total, 5_000n)
  assert.equal(payable[0]?.memberAmounts['benefit']?.['1'], 5_000n)
  assert.deepEqual([capped[0]?.limit, capped[0]?.due, capped[0]?.paid], [20_000n, 20_000n, 15_000n])
  assert.equal(decided('destitute').payable[0]?.total, 20_000n)
  assert.deepEqual(decided('priority_first').capped, [])
})

test('one fen over the low-income ceiling loses 303 yuan a month, the premium of the year and the way to medical aid', () => {
  const [cliff, ...others] = findCliffs(programmes, householdOf({}), { memberId: '1', upTo: 1_000_000n })
  assert.deepEqual(others, [])
  assert.equal(cliff?.moreIncome, 151_501n)
  assert.equal(cliff?.monthlyLoss, 30_299n)
  assert.equal(cliff?.losesMedicalAid, true)
  assert.deepEqual(
    cliff?.lost.map(({ because: _because, ...lost }) => lost),
    [
      { programmeId: lowIncome, kind: 'monthly', before: 30_300n, after: 0n },
      { programmeId: premium, kind: 'yearly_roster', before: 56_000n, after: 0n },
    ],
  )
  const { because } = cliff.lost[0]!
  assert.equal(because?.article, '收入范围')
  assert.ok(getLawArticle(because.document, because.article).text.length > 5)
})

test('without a hardship the cliff stands at the standard itself: no money is lost, the premium and medical aid are', () => {
  const [cliff] = findCliffs(programmes, householdOf({ seriously_ill: false }), {
    memberId: '1',
    upTo: 1_000_000n,
  })
  assert.deepEqual([cliff?.moreIncome, cliff?.monthlyLoss, cliff?.losesMedicalAid], [101_000n, 0n, true])
  assert.equal(cliff?.lost.find(({ kind }) => kind === 'yearly_roster')?.programmeId, premium)
})

test('an income that is not known has no cliff', () => {
  const on = householdOf({ transfer_income: null })
  assert.deepEqual(findCliffs(programmes, on, { memberId: '1', upTo: 1_000_000n }), [])
})

test('what is left of a rise is the rise less what the household no longer gets', () => {
  const on = householdOf({ transfer_income: 100_000n })
  const { before, after, net, losesMedicalAid } = compareIncome(programmes, on, {
    memberId: '1',
    more: 60_000n,
  })
  assert.deepEqual([before, after, net, losesMedicalAid], [1_000n, 0n, 59_000n, true])
  const fell = compareIncome(programmes, householdOf({ transfer_income: 151_500n }), {
    memberId: '1',
    more: 100n,
  })
  assert.deepEqual([fell.net, fell.lost.length], [-30_200n, 2])
})

test('a fen more never costs more than a fen but at a cliff that is found', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 250_000n }), fc.boolean(), (income, seriously_ill) => {
      const on = householdOf({ transfer_income: income, seriously_ill })
      const { net } = compareIncome(programmes, on, { memberId: '1', more: 1n })
      const cliffs = findCliffs(programmes, on, { memberId: '1', upTo: 1n })
      assert.equal(
        net < 0n,
        cliffs.some(({ monthlyLoss }) => monthlyLoss > 0n),
      )
    }),
    {
      numRuns: 40,
      examples: [
        [151_500n, true],
        [100_999n, false],
        [151_499n, true],
      ],
    },
  )
})

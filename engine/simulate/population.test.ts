import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomHousehold } from '../check/households.ts'
import { randomFrom } from '../check/random.ts'
import type { AnyQuantity, HouseholdFacts } from '../index.ts'
import {
  article,
  columnsOf,
  defineProgramme,
  input,
  LawError,
  loadPopulation,
  loadSimulation,
  members,
  reservePopulation,
  yuan,
} from '../index.ts'

const [date, division] = ['2017-09-01', '12']
const income = input.person.money('income', { label: '收入', max: 1000 })
const assets = input.household.money('assets', { label: '资产', max: 1000 })
const other = input.person.count('other', { label: '别的', max: 9 })

const programmeOf = (inputs: readonly AnyQuantity[], maxMembers = 20) =>
  defineProgramme({
    id: 'p',
    title: '试',
    inputs,
    parameters: [],
    maxMembers,
    versions: [
      {
        id: '1',
        from: '2000-01-01',
        document: '示例',
        rules: () => ({
          eligible: article('第一条', '有收入', members.sum(income).isAbove(0)),
          amounts: { benefit: article('第一条', '一元', yuan<'money'>(1)) },
          values: { total: article('第一条', '合计', members.sum(income)) },
        }),
      },
    ],
  })
const plain = programmeOf([income, assets])
const refused = (error: unknown): boolean => error instanceof LawError && error.code === 'columns_refused'

const households = (unknown: boolean): HouseholdFacts[] =>
  Array.from({ length: 10 }, (_, h) => ({
    household: { assets: unknown && h % 2 === 0 ? null : 5n },
    members: [{ id: 'a', facts: { income: BigInt(h) } }],
  }))

test('only facts that a result rests on make it slow: an unknown fact of another kind does not count', () => {
  const population = loadPopulation([plain], columnsOf(plain, households(true)))
  const simulation = loadSimulation(plain, population, { date, division })
  assert.equal(simulation.unknownHouseholds, 0)
  const { values, known } = simulation.run()['values.total']!
  assert.deepEqual([...values], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  assert.equal(known, undefined)
})

test('few or most households with something unknown: each result is known or not by its own facts', () => {
  for (const every of [2, 9]) {
    const some = Array.from({ length: 300 }, (_, h) => ({
      household: { assets: 1n },
      members: [1n, 2n].map((value) => ({
        id: `${value}`,
        facts: { income: h % every === 0 ? null : value },
      })),
    }))
    const mostly = every === 2 ? some.map((each, h) => (h % 3 === 0 ? (some[0] ?? each) : each)) : some
    const population = loadPopulation([plain], columnsOf(plain, mostly))
    const simulation = loadSimulation(plain, population, { date, division })
    const { values, known } = simulation.run()['values.total']!
    mostly.forEach(({ members: of }, h) => {
      const whole = of.every(({ facts }) => facts.income !== null)
      assert.equal(known?.[h], whole ? 1 : 0)
      if (whole) assert.equal(values[h], 3)
    })
    assert.equal(simulation.unknownHouseholds > 150, every === 2)
  }
})

test('a population is filled in place, and checked before it is used', () => {
  const population = reservePopulation([plain], {
    households: 2,
    people: 3,
    unknown: new Set(['household.assets']),
  })
  const { offsets, household, person } = population.filling
  offsets.set([0, 2, 3])
  person['income']!.values.set([1, 2, 4])
  household['assets']!.values.set([0, 7])
  household['assets']!.known!.set([0, 1])
  const { values } = loadSimulation(plain, population.check(), { date, division }).run()['values.total']!
  assert.deepEqual([...values], [3, 4])
  person['income']!.values[0] = 100_001
  assert.throws(() => population.check(), refused)
  person['income']!.values[0] = 1
  offsets[2] = 2
  assert.throws(() => population.check(), refused)
})

test('a name that two programmes use for different things is refused, and so is a column that is not there', () => {
  const wider = programmeOf([income, input.household.money('assets', { label: '资产', max: 2000 })])
  assert.throws(
    () => loadPopulation([plain, wider], columnsOf(plain, households(false))),
    (error: unknown) => error instanceof LawError && error.code === 'rule_invalid',
  )
  const population = loadPopulation([plain], columnsOf(plain, households(false)))
  assert.throws(() => loadSimulation(programmeOf([income, other]), population, { date, division }), refused)
})

test('a household larger than a programme permits is refused for that programme alone', () => {
  const random = randomFrom(1)
  const three = Array.from({ length: 3 }, (_, i) => ({
    id: `m${i}`,
    facts: randomHousehold(plain, random, { maxMembers: 1 }).members[0]!.facts,
  }))
  const population = loadPopulation(
    [plain],
    columnsOf(plain, [{ household: { assets: 1n }, members: three }]),
  )
  loadSimulation(plain, population, { date, division })
  const small = programmeOf([income, assets], 2)
  assert.throws(() => loadSimulation(small, population, { date, division }), refused)
})

test('what would be if one fact were different: all else is shared, and given back afterwards', () => {
  const population = loadPopulation([plain], columnsOf(plain, households(false)))
  const bytes = (): number => population.memory.memory!.buffer.byteLength
  let first = 0
  for (let i = 0; i < 50; i++) {
    const richer = population.withColumn('person.income', (values) =>
      values.forEach((value, row) => {
        values[row] = value + 5
      }),
    )
    const simulation = loadSimulation(plain, richer, { date, division })
    assert.deepEqual([...simulation.run()['values.total']!.values], [5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
    simulation.release()
    richer.release()
    if (i === 0) first = bytes()
  }
  assert.equal(bytes(), first)
  const own = loadSimulation(plain, population, { date, division }).run()
  assert.deepEqual([...own['values.total']!.values], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  assert.throws(() => population.withColumn('person.income', (values) => values.fill(-1)), refused)
})

test('some households picked out give what they give among all, and their memory is given back', () => {
  const random = randomFrom(11)
  const households = Array.from({ length: 300 }, () =>
    randomHousehold(plain, random, { maxMembers: 6, unknown: 0.2 }),
  )
  const population = loadPopulation([plain], columnsOf(plain, households))
  const picked = Int32Array.from({ length: 100 }, (_, i) => i * 3 + 1)
  const at = (results: ReturnType<ReturnType<typeof loadSimulation>['run']>, row: number) => {
    const { values, known } = results['values.total']!
    return known?.[row] === 0 ? undefined : values[row]
  }
  const all = loadSimulation(plain, population, { date, division })
  const whole = all.run()
  const bytes = (): number => population.memory.memory!.buffer.byteLength
  let first = 0
  for (let i = 0; i < 50; i++) {
    const some = population.pick(picked)
    assert.equal(some.households, 100)
    const simulation = loadSimulation(plain, some, { date, division })
    const results = simulation.run()
    picked.forEach((row, place) => assert.equal(at(results, place), at(whole, row)))
    simulation.release()
    some.release()
    if (i === 0) first = bytes()
  }
  assert.equal(bytes(), first)
})

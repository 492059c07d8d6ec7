import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fillUnknown, randomHousehold } from '../check/households.ts'
import { oracle } from '../check/oracle.ts'
import { randomFrom } from '../check/random.ts'
import { randomProgramme } from '../check/random-rules.ts'
import { example } from '../example.ts'
import type { HouseholdFacts, Programme } from '../index.ts'
import { columnsOf, decide, getParameter, LawError, simulate, trace } from '../index.ts'
import type { Trace } from '../trace.ts'
import type { Backend, Simulated } from './simulate.ts'

const [date, division] = ['2017-09-01', '120101']
const BACKENDS: readonly Backend[] = ['javascript', 'wasm']
const seed = fc.integer({ min: 1, max: 2 ** 31 - 1 })

/** Undefined when the random rules leave the exact range, or sum fractions with denominators of their own. */
function findTrace(programme: Programme): Trace | undefined {
  try {
    return trace(programme, date, division)
  } catch (error) {
    if (error instanceof LawError && (error.code === 'interval_exceeded' || error.code === 'rule_invalid'))
      return undefined
    throw error
  }
}

function oracleColumns(traced: Trace, households: readonly HouseholdFacts[]): Record<string, number[]> {
  const parameter = (name: string) => getParameter(traced.programme, name, date, division)
  return Object.fromEntries(
    traced.outputs.map(({ name, node, quantity }) => [
      name,
      households.flatMap((facts) =>
        (node.entity === 'person' ? facts.members : [0]).map((_, member) => {
          const { n, d } = oracle(quantity, { facts, date, parameter }, member)
          assert.equal(n % d, 0n)
          return Number(n / d)
        }),
      ),
    ]),
  )
}

const valuesOf = (simulated: Simulated): Record<string, number[]> =>
  Object.fromEntries(Object.entries(simulated).map(([name, { values }]) => [name, [...values]]))

test('random rules give the same in every backend, bit by bit, as in exact arithmetic', () => {
  let [traced, refused] = [0, 0]
  fc.assert(
    fc.property(seed, fc.integer({ min: 1, max: 6 }), (from, depth) => {
      const random = randomFrom(from)
      const programme = randomProgramme(random, depth)
      const found = findTrace(programme)
      if (!found) return void refused++
      traced++
      const households = Array.from({ length: 1 + (from % 40) }, () =>
        randomHousehold(programme, random, { maxMembers: 8 }),
      )
      const columns = columnsOf(programme, households)
      const expected = oracleColumns(found, households)
      for (const backend of [...BACKENDS, 'scalar'] as const) {
        const result = simulate(programme, columns, { date, division, backend })
        assert.deepEqual(valuesOf(result), expected, backend)
      }
    }),
    { numRuns: 300 },
  )
  assert.ok(traced > refused, `${traced} traced, ${refused} refused`)
})

test('what is called known equals the result on the whole facts, and all backends call the same known', () => {
  fc.assert(
    fc.property(seed, fc.integer({ min: 1, max: 5 }), (from, depth) => {
      const random = randomFrom(from)
      const programme = randomProgramme(random, depth)
      if (!findTrace(programme)) return
      const households = Array.from({ length: 30 }, () =>
        randomHousehold(programme, random, { unknown: 0.15 }),
      )
      const whole = households.map((facts) => fillUnknown(programme, facts, random))
      const full = simulate(programme, columnsOf(programme, whole), { date, division, backend: 'scalar' })
      const columns = columnsOf(programme, households)
      const scalar = simulate(programme, columns, { date, division, backend: 'scalar' })
      for (const backend of BACKENDS) {
        const partial = simulate(programme, columns, { date, division, backend })
        for (const [name, { values, known }] of Object.entries(partial)) {
          assert.deepEqual(known, scalar[name]!.known, `${backend} ${name}`)
          values.forEach((value, row) => {
            if (known === undefined || known[row] === 1) assert.ok(Object.is(value, full[name]!.values[row]))
          })
        }
      }
    }),
    { numRuns: 150 },
  )
})

test('a population simulated gives each household what its own decision gives, unknown facts included', () => {
  const random = randomFrom(7)
  const households = Array.from({ length: 3000 }, () => randomHousehold(example, random, { unknown: 0.03 }))
  const columns = columnsOf(example, households)
  for (const backend of BACKENDS) {
    const { eligible, ...results } = simulate(example, columns, { date, division, backend })
    const benefit = results['amounts.benefit']!
    households.forEach((facts, h) => {
      const decision = decide(example, { date, division, ...facts })
      const known = eligible!.known?.[h] !== 0 && (eligible!.values[h] === 0 || benefit.known?.[h] !== 0)
      const status = known ? (eligible!.values[h] === 1 ? 'eligible' : 'ineligible') : 'incomplete'
      assert.equal(decision.status, status)
      if (decision.status === 'eligible')
        assert.equal(decision.amounts['benefit'], BigInt(benefit.values[h]!))
    })
  }
})

test('blocks are cut at household ends: a population of many blocks equals its parts', () => {
  const random = randomFrom(11)
  const households = Array.from({ length: 6000 }, () => randomHousehold(example, random, { maxMembers: 20 }))
  const whole = simulate(example, columnsOf(example, households), { date, division, backend: 'scalar' })
  for (const backend of BACKENDS) {
    const result = simulate(example, columnsOf(example, households), { date, division, backend })
    assert.deepEqual(valuesOf(result), valuesOf(whole))
  }
})

test('columns that are missing, too short or out of bounds are refused', () => {
  const random = randomFrom(3)
  const columns = columnsOf(example, [randomHousehold(example, random, { maxMembers: 1 })])
  const refused = (given: Partial<typeof columns>): void =>
    assert.throws(
      () => simulate(example, { ...columns, ...given }, { date, division }),
      (error: unknown) => error instanceof LawError && error.code === 'columns_refused',
    )
  refused({ person: {} })
  refused({ person: { ...columns.person, income: { values: new Float64Array(2) } } })
  refused({ person: { ...columns.person, income: { values: Float64Array.of(100_000_001) } } })
  refused({ person: { ...columns.person, income: { values: Float64Array.of(0.5) } } })
  refused({ person: { ...columns.person, income: { values: Float64Array.of(Number.NaN) } } })
  refused({ offsets: Int32Array.of(0, 0) })
  refused({ offsets: Int32Array.of(0, 21) })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { binsOf } from './bins.ts'
import type { Amounts } from './amounts.ts'
import { figuresOf, rowsOf } from './figures.ts'
import type { Kind } from './figures.ts'
import { pairUp } from './pair.ts'
import type { Pair } from './pair.ts'

const side = (total: number[], fits: number[]) => ({
  total: Int32Array.from(total),
  fits: Uint16Array.from(fits),
})
//                    gains, loses, comes, goes, the same, nothing, unknown, moves over
const pair: Pair = {
  known: Uint8Array.of(1, 1, 1, 1, 1, 1, 0, 1),
  before: side([100, 500, 0, 300, 200, 0, 100, 25_800], [1, 1, 0, 1, 1, 0, 1, 2]),
  after: side([150, 400, 90, 0, 200, 0, 100, 100], [1, 1, 1, 0, 1, 0, 1, 1]),
}
const scope = { from: 0, to: 8, groups: 2, group: (row: number) => row % 2 }

test('each household is counted once, where it belongs', () => {
  const { total, by_group, unknown, moves, deepest_loss, largest_gain } = figuresOf(pair, scope, undefined)
  assert.deepEqual(total, {
    households: 7,
    eligible_before: 5,
    eligible_after: 5,
    gaining: 2,
    losing: 3,
    unchanged: 1,
    new: 1,
    leaving: 1,
    before: 26_900,
    after: 940,
    gained: 140,
    lost: 26_100,
  })
  assert.equal(unknown, 1)
  assert.equal(by_group[0]!.households + by_group[1]!.households, 7)
  assert.equal(by_group[0]!.before, 300)
  assert.deepEqual(
    moves.find(({ from, to }) => from === 2 && to === 1),
    {
      from: 2,
      to: 1,
      households: 1,
      difference: -25_700,
    },
  )
  assert.deepEqual([deepest_loss, largest_gain], [7, 2])
})

test('the rows behind a figure are those that it counts', () => {
  const rows = (kind: Kind): number[] => [...rowsOf(pair, scope, kind)]
  assert.deepEqual(rows('gaining'), [0, 2])
  assert.deepEqual(rows('losing'), [1, 3, 7])
  assert.deepEqual(rows('new'), [2])
  assert.deepEqual(rows('leaving'), [3])
  assert.deepEqual(rows('unknown'), [6])
  const some = { ...scope, isCounted: (row: number) => row > 2 }
  assert.deepEqual([...rowsOf(pair, some, 'losing')], [3, 7])
  assert.equal(figuresOf(pair, some, undefined).total.losing, 2)
})

test('a change is counted in the bin that it falls in, who gains never with who loses, and no change in none', () => {
  const differences = new Map([
    [-25_700, 1],
    [-1, 2],
    [0, 40],
    [1, 3],
    [5999, 4],
    [6000, 5],
    [24_000, 6],
  ])
  assert.deepEqual(binsOf(differences, [-20_000, 6000, 12_000]), [
    { from: null, to: -20_000, households: 1 },
    { from: -20_000, to: 0, households: 2 },
    { from: 1, to: 6000, households: 7 },
    { from: 6000, to: 12_000, households: 5 },
    { from: 12_000, to: null, households: 6 },
  ])
})

test('bins that nobody named have round widths, few enough for a chart, and leave nobody out who gains or loses', () => {
  for (const scale of [100, 6000, 77_700, 1_000_000]) {
    const differences = new Map<number, number>()
    for (let i = -30; i <= 70; i++) differences.set(Math.round((i * scale) / 10), 10 + Math.abs(i))
    const bins = binsOf(differences)
    const total = [...differences].reduce((sum, [of, households]) => sum + (of === 0 ? 0 : households), 0)
    assert.equal(
      bins.reduce((sum, { households }) => sum + households, 0),
      total,
    )
    assert.ok(bins.length >= 5 && bins.length <= 24, `${bins.length} bins for ${scale}`)
    const edges = bins.flatMap(({ from }) => (from === null || from === 1 ? [] : [from]))
    assert.ok(edges.every((edge) => edge % 100 === 0))
  }
  assert.deepEqual(binsOf(new Map([[0, 9]])), [])
})

test('a programme that nobody asked for is left aside; one that becomes known or unknown makes the household so', () => {
  const amounts = (known: number[], fits: number[], of: number[][]): Amounts => ({
    known: Uint16Array.from(known),
    fits: Uint16Array.from(fits),
    programmes: of.map((amount, i) => ({
      programme_id: `p${i}`,
      title: '',
      in_force: true,
      for_named: false,
      amount: Int32Array.from(amount),
    })),
  })
  //                 all known | one aside | one aside, nothing due | becomes unknown | amount of the unknown is not counted
  const had = amounts(
    [3, 1, 1, 3, 1],
    [1, 1, 0, 2, 3],
    [
      [100, 200, 0, 0, 50],
      [0, 0, 0, 70, 999],
    ],
  )
  const has = amounts(
    [3, 1, 1, 1, 1],
    [3, 1, 0, 0, 3],
    [
      [100, 250, 0, 0, 60],
      [30, 0, 0, 0, 888],
    ],
  )
  const { known, before, after } = pairUp(had, has)
  assert.deepEqual([...known], [1, 1, 0, 0, 1])
  assert.deepEqual([...before.total], [100, 200, 0, 0, 50])
  assert.deepEqual([...after.total], [130, 250, 0, 0, 60])
  assert.deepEqual([...after.fits], [3, 1, 0, 0, 1])
})

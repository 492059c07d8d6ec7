import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededDays } from '../../server/platform/clock/seed.ts'
import { makeCity } from '../people/generate.ts'
import type { CityHousehold } from '../people/types.ts'
import { createHistory } from '../history.ts'
import { addRow, createTable } from '../load/copy.ts'
import { addAppeal } from './appeals.ts'
import { determine } from './decide.ts'
import { lifeOf } from './life.ts'
import type { Life } from './life.ts'
import { addStaff, createStaffTables } from './staff.ts'
import { createDays } from './walk.ts'

const TODAY = '2017-09-01'
const days = createDays({
  years: new Set([2014, 2015, 2016, 2017, 2018]),
  departures: new Map(seededDays().map(({ day, working }) => [day, working])),
})
const lives: { household: CityHousehold; life: Life }[] = []
for (const household of makeCity({ residents: 20_000, seed: 2017 })) {
  const life = household.class === 'ordinary' ? undefined : lifeOf(days, household, TODAY)
  if (life && household.class !== 'stricken') lives.push({ household, life })
}
const births = lives.flatMap(({ household, life }) =>
  life.turns.filter((turn) => turn.birth).map((turn) => ({ household, life, turn })),
)

test('what was determined last is what the law of the opening day gives on what is known', () => {
  let receiving = 0
  for (const { household, life } of lives) {
    const last = life.turns.findLast(({ effective }) => effective <= TODAY)
    if (last === undefined) continue
    const now = determine(household, { ...last, effective: TODAY, decidedOn: TODAY })
    assert.equal(determine(household, last).amount, now.amount, household.id)
    receiving += Number(now.amount > 0)
  }
  assert.ok(receiving > 100)
})

test('a child that is born into a household on benefit is counted from the month after the birth, and not before', () => {
  assert.ok(births.length > 0)
  for (const { household, life, turn } of births) {
    assert.equal(turn.effective.slice(8), '01')
    assert.ok(turn.decidedOn < turn.effective)
    const before = life.turns[life.turns.indexOf(turn) - 1]!
    const more = determine(household, turn).memberCount - determine(household, before).memberCount
    assert.ok(more > 0, household.id)
  }
})

test('nobody is counted by a decision that was made before the birth', () => {
  for (const { household, life } of lives)
    for (const turn of life.turns) {
      const { receipt } = determine(household, turn)
      for (const { id, birthDate } of household.members)
        if (birthDate > turn.decidedOn) assert.ok(!receipt.includes(id), household.id)
    }
})

test('an appeal, which only a larger city has, fits the tables that it is written into', () => {
  const staff = addStaff(createStaffTables(), 2017)
  const { cases } = createHistory({ seed: 2017, days, staff, today: TODAY })
  const closed = lives.flatMap(({ household, life }) =>
    life.turns.flatMap(({ walk }) => (walk?.closedOn ? [{ household, walk }] : [])),
  )[0]!
  addAppeal(cases, closed.household, closed.walk, closed.household.id)
  assert.match(cases.tables.case_file.text, /\tappeal\t/)
})

test('a row with a value too few or too many is refused where it is made', () => {
  const table = createTable('pair', 'left, right')
  addRow(table, 1, 2)
  assert.throws(() => addRow(table, 1), /1 values for 2 columns/)
  assert.throws(() => addRow(table, 1, 2, 3), /3 values for 2 columns/)
})

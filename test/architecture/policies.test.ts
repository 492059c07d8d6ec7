import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connect, type Transaction } from '../../server/platform/db/index.ts'
import { testDatabase } from '../database.ts'
import { withinArea } from './agreed-policies.ts'
import { looseDivisions, openToNobody, strayPolicies, waysAround } from './policies.ts'

const database = await testDatabase()

test('every policy says what is agreed for its role, for reading and writing alike, or why it says something else', async () => {
  assert.deepEqual(await strayPolicies(database.owner), [])
})

test('every table with a division is guarded, and its codes compare byte by byte', async () => {
  assert.deepEqual(await looseDivisions(database.owner), [])
})

test('nobody gets past the policies: not by owning a table, by a view, or by a function that is not listed', async () => {
  assert.deepEqual(await waysAround(database.owner), [])
})

test('no policy admits a caller without an area, unset or empty, except where that is said', async () => {
  // A connection on which nothing was ever set: there, and only there, a setting is null.
  const fresh = connect(database.target('owner'), { max: 1 })
  try {
    const [unset] = await fresh`select current_setting('haihe.area', true) is null as answer`
    assert.deepEqual(unset, { answer: true })
    assert.deepEqual(await openToNobody(fresh), [])
    const [empty] = await fresh`
      select set_config('haihe.area', '', false) || set_config('haihe.account', '', false)
        || set_config('haihe.person', '', false) || set_config('haihe.household', '', false) as answer
    `
    assert.deepEqual(empty, { answer: '' })
    assert.deepEqual(await openToNobody(fresh), [])
  } finally {
    await fresh.end()
  }
})

type Check = (sql: Transaction) => Promise<string[]>

const table = 'create table planted (planted_id uuid, division_code text collate "C", household_id uuid)'
const guard = `${table}; alter table planted enable row level security`

/** Mistakes as somebody would make them, each with the check that has to find it. */
const mistakes: { about: string; sql: string; check: Check; found: RegExp }[] = [
  {
    about: 'a table with a division that nobody guards',
    sql: table,
    check: looseDivisions,
    found: /^planted: bears a division and is not guarded$/,
  },
  {
    about: 'a division in a collation that orders ":" before the digits',
    sql: guard.replace(' collate "C"', ' collate "en-x-icu"'),
    check: looseDivisions,
    found: /^planted: its division does not compare byte by byte$/,
  },
  {
    about: 'an area by pattern, which an empty area matches everywhere',
    sql: `${guard}; create policy planted_staff on planted to haihe_staff using (division_code like current_area() || '%')`,
    check: strayPolicies,
    found: /planted_staff, using for all/,
  },
  {
    about: 'a range that reaches into the neighbouring area',
    sql: `${guard}; create policy planted_staff on planted to haihe_staff using (division_code >= current_area() and division_code <= current_area() || ':')`,
    check: strayPolicies,
    found: /planted_staff, using for all/,
  },
  {
    about: 'a row that may be written into an area where it could not be read',
    sql: `${guard}; create policy planted_staff on planted to haihe_staff using ${withinArea} with check (true)`,
    check: strayPolicies,
    found: /planted_staff, check for all: true$/,
  },
  {
    about: 'an insert that is held to nothing',
    sql: `${guard}; create policy planted_staff on planted for insert to haihe_staff with check (true)`,
    check: strayPolicies,
    found: /planted_staff, check for insert: true$/,
  },
  {
    about: 'an update that looks at one side only',
    sql: `${guard}; create policy planted_staff on planted for update to haihe_staff using (true) with check ${withinArea}`,
    check: strayPolicies,
    found: /planted_staff, using for update: true$/,
  },
  {
    about: 'the area of staff, admitted to everybody',
    sql: `${guard}; create policy planted_staff on planted for select using ${withinArea}`,
    check: strayPolicies,
    found: /planted_staff, using for select/,
  },
  {
    about: 'residents admitted by an area instead of by their household',
    sql: `${guard}; create policy planted_resident on planted for select to haihe_resident using ${withinArea}`,
    check: strayPolicies,
    found: /planted_resident, using for select/,
  },
  {
    about: 'a second policy on a table that is guarded well',
    sql: 'create policy household_for_statistics on household for select to haihe_staff using (true)',
    check: strayPolicies,
    found: /household_for_statistics, using for select: true$/,
  },
  {
    about: 'an explained policy that was loosened',
    sql: 'alter policy person_staff on person using (division_code >= current_area())',
    check: strayPolicies,
    found: /person_staff, using for all/,
  },
  {
    about: 'an explanation without a policy',
    sql: 'drop policy payroll_district on payroll',
    check: strayPolicies,
    found: /^no policy payroll_district needs the explanation of its using$/,
  },
  {
    about: 'an area that falls back to the whole city',
    sql: `${guard}; create policy planted_staff on planted to haihe_staff using (division_code >= coalesce(current_area(), ''))`,
    check: openToNobody,
    found: /^planted: planted_staff, using$/,
  },
  {
    about: 'a pattern that an empty setting matches',
    sql: `${guard}; create policy planted_staff on planted to haihe_staff using (division_code like current_setting('haihe.area', true) || '%')`,
    check: openToNobody,
    found: /^planted: planted_staff, using$/,
  },
  {
    about: 'a function for areas that takes the empty one for the city',
    sql: `create or replace function current_area() returns text language sql stable as 'select current_setting(''haihe.area'', true)'; ${guard}; create policy planted_staff on planted to haihe_staff using (starts_with(division_code, current_area()))`,
    check: openToNobody,
    found: /^planted: planted_staff, using$/,
  },
  {
    about: 'a view that runs as the owner',
    sql: 'create view every_household as select * from household',
    check: waysAround,
    found: /^every_household is a view that runs as its owner$/,
  },
  {
    about: 'a copy of a table that policies do not reach',
    sql: 'create materialized view household_count as select division_code, count(*) from household group by 1',
    check: waysAround,
    found: /^household_count is a view/,
  },
  {
    about: 'a function that runs as the owner',
    sql: `create function all_households() returns setof household language sql security definer set search_path from current as 'select * from household'; revoke execute on function all_households from public`,
    check: waysAround,
    found: /^all_households: runs as the owner and is not listed$/,
  },
  {
    about: 'a listed function that anybody may call',
    sql: 'grant execute on function find_people to public',
    check: waysAround,
    found: /^find_people: anybody may call it$/,
  },
  {
    about: 'a listed function that trusts the search path of its caller',
    sql: 'alter function find_people reset search_path',
    check: waysAround,
    found: /^find_people: trusts the search path of its caller$/,
  },
]

for (const { about, sql, check, found } of mistakes)
  test(`it is found: ${about}`, () =>
    database.inRollback(async ({ tx }) => {
      await tx.unsafe(
        `set local haihe.area = ''; set local haihe.account = ''; set local haihe.person = ''; set local haihe.household = ''`,
      )
      assert.deepEqual(await check(tx), [])
      await tx.unsafe(sql)
      assert.match((await check(tx)).join('\n'), new RegExp(found.source, 'm'))
    }))

/** Whatever is registered in whatever order, every caller gets the number that the register itself would count. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Caller } from '../../platform/act.ts'
import type { Transaction } from '../../platform/db/index.ts'
import { addDays } from '../../platform/clock/index.ts'
import { findProblemOfConstraint } from '../../platform/problems/index.ts'
import { buildDivision, buildStaff } from '../../../test/builders/index.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Stage } from '../../../test/database.ts'
import { writeHouseholds } from '../household-imports/write.ts'
import { createHousehold, join, leave, move, registerBirth, registerDeath } from '../households/index.ts'
import { correctPerson, createPerson, entitle, getPerson, restrictPerson } from '../people/index.ts'
import { foldChanges, listResidentsByDivision } from './queries.ts'

const database = await testDatabase()
const communities = ['120101001001', '120101001002', '120101002001', '120102001001']

const step = fc.record({
  do: fc.constantFrom(
    ...(['register', 'found', 'import', 'birth', 'birth', 'join', 'leave', 'death', 'death'] as const),
    ...(['move', 'move', 'correct', 'restrict', 'release', 'entitle', 'fold', 'day'] as const),
  ),
  which: fc.nat({ max: 1000 }),
  place: fc.nat({ max: communities.length - 1 }),
  back: fc.nat({ max: 40 }),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

class Register {
  today = '2017-09-05'
  readonly stage: Stage
  readonly approver: Caller
  readonly colleague: Extract<Caller, { kind: 'staff' }>
  readonly leader: Caller

  constructor(
    stage: Stage,
    staff: { approver: Caller; colleague: Extract<Caller, { kind: 'staff' }>; leader: Caller },
  ) {
    this.stage = stage
    this.approver = staff.approver
    this.colleague = staff.colleague
    this.leader = staff.leader
  }

  /** Does one thing; what the house refuses is not done. */
  async take(what: Step): Promise<void> {
    if (what.do === 'day') this.today = addDays(this.today, what.back)
    else if (what.do === 'fold') await foldChanges(this.stage.tx)
    else
      await this.stage
        .as(this.approver, (act) => this.act(act, what), { today: this.today })
        .catch((error: { status?: number; constraint_name?: string }) => {
          const refusal = error.status ?? findProblemOfConstraint(error.constraint_name)?.status
          assert.ok(refusal, `${what.do}: ${String(error)}`)
        })
  }

  private async act(act: Parameters<typeof createPerson>[0], what: Step): Promise<unknown> {
    const division_code = communities[what.place]!
    const on = addDays(this.today, -what.back)
    const member = { name: '王一', sex: '1', birth_date: '1980-02-03', identity_number: null }
    const person = { ...member, nationality: null, telephone: null }
    const household = { division_code, address: '示例里', register_kind: null, established_on: '2017-01-01' }
    if (what.do === 'register') return createPerson(act, { ...person, division_code })
    if (what.do === 'found') {
      const members = [
        { relation: 'head', person },
        { relation: 'child', person: { ...person, birth_date: on } },
      ]
      return createHousehold(act, { ...household, members })
    }
    if (what.do === 'import') {
      const read = { ...person, row: 2, household: '1', relation: 'head', facts: [], ...household }
      return writeHouseholds(act, [{ ...household, members: [read, { ...read, relation: 'spouse' }] }])
    }
    if (what.do === 'birth' || what.do === 'join' || what.do === 'move') return this.house(act, what)
    return this.person(act, what, on)
  }

  private async house(act: Parameters<typeof createPerson>[0], what: Step): Promise<unknown> {
    const house = await this.pick<{ household_id: string; version: number }>(
      what,
      this.stage.tx`select household_id, version from household order by household_id`,
    )
    if (house === undefined) return undefined
    const { household_id, version } = house
    const on = addDays(this.today, -what.back)
    const division_code = communities[what.place]!
    if (what.do === 'move') return move(act, household_id, { on, address: '新址', division_code, version })
    if (what.do === 'birth') {
      const child = { name: '王小', sex: '2', identity_number: null, relation: 'child', certificate: null }
      return registerBirth(act, household_id, { ...child, birth_date: on })
    }
    const loose = await this.pick<{ person_id: string }>(
      what,
      this.stage.tx`
        select person_id from person p where not exists (
          select from household_member m where m.person_id = p.person_id and upper_inf(m.valid)) order by person_id`,
    )
    return loose && join(act, household_id, { relation: 'other', ...loose, on })
  }

  private async person(act: Parameters<typeof createPerson>[0], what: Step, on: string): Promise<unknown> {
    const found = await this.pick<{ person_id: string; version: number; household_id: string | null }>(
      what,
      this.stage.tx`
        select person_id, version, (select household_id from household_member m
          where m.person_id = p.person_id and upper_inf(m.valid)) as household_id
        from person p order by person_id`,
    )
    if (found === undefined) return undefined
    const { person_id, version, household_id } = found
    const reason = '收养保密'
    if (what.do === 'leave')
      return household_id && leave(act, household_id, { person_id, on: this.today, reason })
    if (what.do === 'death') {
      const death = { death_date: on, version, new_head_person_id: null, source_name: '医院' }
      return registerDeath(act, person_id, death)
    }
    if (what.do === 'correct') {
      const { birth_date } = await getPerson(act, person_id)
      const corrected = birth_date === null ? '1990-01-01' : what.place === 0 ? null : on
      return correctPerson(act, person_id, { birth_date: corrected, version, reason })
    }
    if (what.do === 'entitle') {
      const { account_id } = this.colleague
      return entitle(act, person_id, { account_id, entitled: what.place > 0, reason })
    }
    return restrictPerson(act, person_id, { restricted: what.do === 'restrict', reason })
  }

  private async pick<Row>(what: Step, rows: PromiseLike<unknown>): Promise<Row | undefined> {
    const list = (await rows) as Row[]
    return list[what.which % Math.max(1, list.length)]
  }

  async check(): Promise<void> {
    for (const caller of [this.approver, this.colleague, this.leader])
      for (const digits of [6, 9, 12])
        for (const back of [-1, 0, 1, 20, 200, 20_000]) {
          const asked = { division_code: '12', digits, as_of: addDays(this.today, -back) }
          const [kept, live] = await this.stage.as(caller, async (act) => [
            await listResidentsByDivision(act.tx, asked),
            await countLive(act.tx, asked),
          ])
          assert.deepEqual(sorted(kept), sorted(live), JSON.stringify(asked))
        }
  }
}

type Counted = { division_code: string; value: bigint }

function sorted(rows: readonly Counted[] = []): string[] {
  return rows
    .filter((row) => row.value !== 0n)
    .map((row) => `${row.division_code} ${row.value}`)
    .toSorted()
}

/** The count itself, person by person, as the caller sees them. */
function countLive(tx: Transaction, of: { digits: number; as_of: string }): Promise<Counted[]> {
  return tx<Counted[]>`
    select left(division_code, ${of.digits}) as division_code, count(*)::bigint as value
    from person
    where (birth_date is null or birth_date <= ${of.as_of}::date)
      and (death_date is null or death_date > ${of.as_of}::date)
    group by 1`
}

async function staffOf(stage: Stage) {
  return {
    approver: await buildStaff(stage.tx, { role: 'district_approver', area: '12' }),
    colleague: await buildStaff(stage.tx, { role: 'district_approver', area: '1201' }),
    leader: await buildStaff(stage.tx, { role: 'leader', area: '120101' }),
  }
}

test('after any forty acts the kept counts are those of the register, for every caller, level and day', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 40 }), (steps) =>
      database.inRollback(async (stage) => {
        for (const code of communities) await buildDivision(stage.tx, code)
        const register = new Register(stage, await staffOf(stage))
        for (const each of steps) await register.take(each)
        await register.check()
      }),
    ),
    { seed: 20170901, numRuns: Number(process.env['HAIHE_FUZZ_WORLDS'] ?? 12), endOnFailure: true },
  )
})

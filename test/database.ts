/**
 * A database for a test file: real PostgreSQL with today's schema and the working-day calendar, empty otherwise,
 * dropped when the file ends.
 *
 *     const database = await testDatabase()
 *     test('a clerk does not see the neighbouring street', () => database.inRollback(async (stage) => {
 *       const household = await buildHousehold(stage.tx, { division_code: '120101001001' })
 *       const clerk = asStaff({ role: 'street_clerk', area: '120101002' })
 *       assert.equal(await stage.as(clerk, (act) => findHousehold(act, household.household_id)), undefined)
 *     }))
 */
import { randomUUID } from 'node:crypto'
import { after } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { Act, Caller, Role } from '../server/platform/act.ts'
import {
  connect,
  entranceStatements,
  withCaller,
  type ConnectionTarget,
  type Database,
  type Login,
  type Moment,
  type Transaction,
} from '../server/platform/db/index.ts'
import { testServer } from './postgres.ts'

/** The day on which tests play unless they say otherwise: the first of the demonstration city. */
export const firstDay = '2017-09-01'

export type Stage = {
  /** The transaction as the owner of the tables, who sees and may do everything: for building. */
  tx: Transaction
  /** Runs `work` as the caller, in a savepoint of the same transaction; what it throws is thrown. */
  as<T>(caller: Caller, work: (act: Act) => Promise<T>, moment?: Partial<Moment>): Promise<T>
}

export type TestDatabase = {
  /** The application's own login, as the server uses it. */
  application: Database
  /** The owner of the tables. */
  owner: Database
  target(login: Login): ConnectionTarget
  /** Runs `leave` when the file ends, before the connections are closed; the last that came leaves first. */
  beforeEnd(leave: () => unknown): void
  /** Runs `work` in a transaction that is always rolled back; resolves to what `work` answers. */
  inRollback<T>(work: (stage: Stage) => Promise<T>): Promise<T>
  /** Runs `work` as the caller and commits, as a request does. */
  as<T>(caller: Caller, work: (act: Act) => Promise<T>, moment?: Partial<Moment>): Promise<T>
}

/** Makes the database of this file; call it once, at the top. */
export async function testDatabase(): Promise<TestDatabase> {
  const { server, template } = await testServer()
  const name = `test_${process.pid}_${randomUUID().slice(0, 8)}`
  const administrator = connect(server.target('superuser', 'postgres'), { max: 1 })
  await administrator.unsafe(`create database ${name} template ${template} strategy file_copy`)
  const target = (login: Login) => server.target(login, name)
  const application = connect(target('application'), { max: 6 })
  const owner = connect(target('owner'), { max: 6 })
  const users: (() => unknown)[] = []
  after(async () => {
    // Whoever works on the database goes first: a pool waits for what a server still has under way.
    for (const leave of users.toReversed()) await leave()
    await Promise.all([application.end(), owner.end()])
    await othersHaveGone(administrator, name)
    await administrator.unsafe(`drop database ${name} with (force)`)
    await administrator.end()
  })
  return {
    application,
    owner,
    target,
    beforeEnd: (leave) => void users.push(leave),
    inRollback: (work) => inRollback(owner, work),
    as: (caller, work, moment) => withCaller(application, caller, momentOf(moment), work),
  }
}

/** The driver of the jobs closes its connections without being waited for; cutting them would fail the file. */
async function othersHaveGone(administrator: Database, name: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const [left] = await administrator`select 1 from pg_stat_activity where datname = ${name} limit 1`
    if (left === undefined) return
    await delay(20)
  }
}

class RolledBack extends Error {}

async function inRollback<T>(owner: Database, work: (stage: Stage) => Promise<T>): Promise<T> {
  let answer: { value: T } | undefined
  try {
    await owner.begin(async (tx) => {
      answer = { value: await work({ tx, as: (caller, act, moment) => asIn(tx, caller, act, moment) }) }
      throw new RolledBack()
    })
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error
  }
  if (!answer) throw new Error('the transaction ended before the work did')
  return answer.value
}

const leave = `reset role; set local haihe.account = ''; set local haihe.area = ''; set local haihe.person = ''; set local haihe.household = ''; set local haihe.hospital = ''`

async function asIn<T>(
  tx: Transaction,
  caller: Caller,
  work: (act: Act) => Promise<T>,
  moment?: Partial<Moment>,
): Promise<T> {
  const done = await tx.savepoint(async (inner) => {
    await inner.unsafe(entranceStatements(caller))
    const value = await work({ tx: inner, caller, ...momentOf(moment) })
    await inner.unsafe(leave)
    return { value }
  })
  return (done as { value: T }).value
}

function momentOf(moment: Partial<Moment> = {}): Moment {
  const today = moment.today ?? firstDay
  return { today, now: moment.now ?? `${today}T01:00:00.000Z`, request_id: moment.request_id ?? 'test' }
}

type StaffCaller = Extract<Caller, { kind: 'staff' }>
type ResidentCaller = Extract<Caller, { kind: 'resident' }>

/** A member of staff without an account's row; `buildStaff` makes one that has it. */
export function asStaff(staff: { role: Role; area: string } & Partial<StaffCaller>): StaffCaller {
  return {
    kind: 'staff',
    account_id: randomUUID(),
    post_id: randomUUID(),
    display_name: '测试人员',
    unit_name: '测试单位',
    person_id: null,
    ...staff,
  }
}

/** A resident, by the person's and the household's records. */
export function asResident(resident: { person_id: string } & Partial<ResidentCaller>): ResidentCaller {
  return {
    kind: 'resident',
    account_id: randomUUID(),
    household_id: null,
    display_name: '测试居民',
    ...resident,
  }
}

/** The house's own jobs, working on an area. */
export function asSystem(area = '12'): Caller {
  return { kind: 'system', area }
}

export const asPublic: Caller = { kind: 'public' }

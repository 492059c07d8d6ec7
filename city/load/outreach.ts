/**
 * What registers report in the last days before the city opens and what leads to people: jobs lost, as the social
 * insurance tells, and large hospital bills, as the medical insurance tells. Whom it leads to is found by the same
 * screening as in daily work.
 */
import { screenAfterFacts, screenHousehold } from '../../server/benefits/index.ts'
import { addDays } from '../../server/platform/clock/index.ts'
import type { Transaction } from '../../server/platform/db/index.ts'

/** One report of each kind for so many residents, and always some. */
const RESIDENTS_A_REPORT = 1500
const DAYS = 12

const actOn = (tx: Transaction, today: string) => ({
  tx,
  caller: { kind: 'system' as const, area: '12' },
  today,
  now: `${today}T01:00:00.000Z`,
  request_id: 'city',
})

/** Registers the lost jobs and screens their households, each on the day on which it became known. */
export async function reportLostJobs(tx: Transaction, residents: number, today: string): Promise<void> {
  const people = await listEarners(tx, today, Math.ceil(residents / RESIDENTS_A_REPORT))
  for (const [at, person] of people.entries()) {
    const known_on = addDays(today, -1 - (at % DAYS))
    const happened_on = addDays(known_on, -3)
    await insertLostJob(tx, person, happened_on, known_on)
    const { household_id, person_id } = person
    await screenHousehold(actOn(tx, known_on), household_id, { reason: 'job_loss', person_id, happened_on })
  }
}

/** Registers the bills; whether one is large, and to whom it leads, the law says. */
export async function reportHospitalBills(tx: Transaction, residents: number, today: string): Promise<void> {
  const people = await listInsured(tx, today, Math.ceil(residents / RESIDENTS_A_REPORT))
  for (const [at, person] of people.entries()) {
    const known_on = addDays(today, -2 - (at % DAYS))
    // 20,000 yuan and more, made up.
    const fen = 2_036_000 + ((at * 791_300) % 4_000_000)
    const fact_id = await insertBill(tx, person, { fen, billed_on: addDays(known_on, -6), known_on })
    const { household_id } = person
    await screenAfterFacts(actOn(tx, known_on), { household_id, fact_ids: [fact_id] })
  }
}

type Somebody = { person_id: string; household_id: string; division_code: string }

/** People in work whose households' means are known, who have no benefit and have not applied; always the same ones. */
function listEarners(tx: Transaction, today: string, count: number): Promise<Somebody[]> {
  return tx<Somebody[]>`
    select m.person_id, m.household_id, m.division_code
    from fact wage
    join household_member m on m.person_id = wage.subject_id and m.valid @> ${today}::date
    where wage.name = 'wage_income' and wage.number_value > 0 and ${isUnaided(tx, today)}
    order by md5(m.person_id::text)
    limit ${count}`
}

/** Heads of such households to whom nothing has happened yet; not those of the story, who have one of their own. */
function listInsured(tx: Transaction, today: string, count: number): Promise<Somebody[]> {
  return tx<Somebody[]>`
    select m.person_id, m.household_id, m.division_code
    from household_member m
    where m.relation = 'head' and m.valid @> ${today}::date and ${isUnaided(tx, today)}
      and not exists (select from outreach o where o.household_id = m.household_id)
      and not exists (select from account a where a.person_id = m.person_id)
    order by md5(m.household_id::text)
    limit ${count}`
}

const isUnaided = (tx: Transaction, today: string) => tx`
  exists (select from fact assets where assets.subject_id = m.household_id and assets.name = 'financial_assets')
  and not exists (select from case_file c where c.household_id = m.household_id and c.state = 'open')
  and not exists (select from entitlement e where e.household_id = m.household_id and e.valid @> ${today}::date)`

async function insertLostJob(
  tx: Transaction,
  person: Somebody,
  happened_on: string,
  known_on: string,
): Promise<void> {
  await tx`
    insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind, source_name,
      division_code)
    select ${person.person_id}, 'person', ${person.household_id}, name, daterange(${happened_on}::date, null), ${known_on},
      0, 'register', '社会保险', ${person.division_code}
    from unnest(array['employed', 'wage_income']) as name`
}

async function insertBill(
  tx: Transaction,
  person: Somebody,
  bill: { fen: number; billed_on: string; known_on: string },
): Promise<string> {
  const [row] = await tx<[{ fact_id: string }]>`
    insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind, source_name,
      division_code)
    values (${person.person_id}, 'person', ${person.household_id}, 'medical_own_share',
      daterange(${bill.billed_on}::date, null), ${bill.known_on}, ${bill.fen}, 'register', '医疗保障', ${person.division_code})
    returning fact_id`
  return row.fact_id
}

/**
 * Jobs lost in the last days before the city opens, as the social insurance's register reports them; whom that leads
 * to is found by the same screening as in daily work.
 */
import { screenHousehold } from '../../server/benefits/index.ts'
import { addDays } from '../../server/platform/clock/index.ts'
import type { Transaction } from '../../server/platform/db/index.ts'

/** One report for so many residents, and always some. */
const RESIDENTS_A_REPORT = 1500
const DAYS = 12

/** Registers the lost jobs and screens their households, each on the day on which it became known. */
export async function reportLostJobs(tx: Transaction, residents: number, today: string): Promise<void> {
  const people = await listEarners(tx, today, Math.ceil(residents / RESIDENTS_A_REPORT))
  for (const [at, person] of people.entries()) {
    const known_on = addDays(today, -1 - (at % DAYS))
    const happened_on = addDays(known_on, -3)
    await insertLostJob(tx, person, happened_on, known_on)
    const act = {
      tx,
      caller: { kind: 'system' as const, area: '12' },
      today: known_on,
      now: `${known_on}T01:00:00.000Z`,
      request_id: 'city',
    }
    await screenHousehold(act, person.household_id, {
      reason: 'job_loss',
      person_id: person.person_id,
      happened_on,
    })
  }
}

type Earner = { person_id: string; household_id: string; division_code: string }

/** People in work whose households' means are known, who have no benefit and have not applied; always the same ones. */
function listEarners(tx: Transaction, today: string, count: number): Promise<Earner[]> {
  return tx<Earner[]>`
    select m.person_id, m.household_id, m.division_code
    from fact wage
    join household_member m on m.person_id = wage.subject_id and m.valid @> ${today}::date
    where wage.name = 'wage_income' and wage.number_value > 0
      and exists (
        select from fact assets where assets.subject_id = m.household_id and assets.name = 'financial_assets')
      and not exists (select from case_file c where c.household_id = m.household_id and c.state = 'open')
      and not exists (
        select from entitlement e where e.household_id = m.household_id and e.valid @> ${today}::date)
    order by md5(m.person_id::text)
    limit ${count}`
}

async function insertLostJob(
  tx: Transaction,
  person: Earner,
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

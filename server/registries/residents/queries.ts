/** SQL of the kept counts of residents: asked for a day, folded, and held against the register itself. */
import type { Database, Transaction } from '../../platform/db/index.ts'
import type { KeptDifference } from '../../platform/kept-counts/index.ts'

/**
 * People on the register, living on that day, per division of `digits` digits; what lies in an ended division counts
 * for its successor. The kept counts say who lives now; births and deaths since the day lead back to it. Restricted
 * people are added from their own records, so that each caller gets what the register would count for them.
 */
export function listResidentsByDivision(
  tx: Transaction,
  scope: { division_code: string; digits: number; as_of: string },
): Promise<{ division_code: string; value: bigint }[]> {
  return tx<{ division_code: string; value: bigint }[]>`
    select coalesce(d.successor_code, d.division_code) as division_code, sum(c.people)::bigint as value
    from (
      select left(division_code, ${scope.digits}) as division_code, sum(people) as people
      from (select division_code, people from resident_count
        union all select division_code, change from resident_change) kept
      where division_code >= ${scope.division_code} and division_code < ${scope.division_code} || ':'
      group by 1
      union all
      select left(division_code, ${scope.digits}), count(*)
      from person
      where restricted
        and (birth_date is null or birth_date <= ${scope.as_of}::date)
        and (death_date is null or death_date > ${scope.as_of}::date)
        and division_code >= ${scope.division_code} and division_code < ${scope.division_code} || ':'
      group by 1
      union all
      select division_code, people
      from residents_since(${scope.as_of}::date, ${scope.division_code}, ${scope.digits}::integer)
    ) c
    join division d using (division_code)
    group by 1`
}

/** Adds what acts have changed to the counts; answers in how many divisions. Needs the application's login. */
export async function foldChanges(sql: Database | Transaction): Promise<number> {
  const rows = await sql`
    with taken as (
      delete from resident_change returning division_code, change
    ), summed as (
      select division_code, sum(change)::bigint as change from taken group by division_code
    ), known as (
      update resident_count c set people = c.people + s.change
      from summed s where s.division_code = c.division_code
      returning c.division_code
    ), met as (
      insert into resident_count (division_code, people)
      select division_code, change from summed where division_code not in (select division_code from known)
      on conflict (division_code) do update set people = resident_count.people + excluded.people
    )
    select division_code from summed`
  return rows.length
}

/**
 * Counts the register anew and corrects where the kept count differs; answers what differed. One statement, one
 * snapshot: acts that go on meanwhile bring their own changes and are not lost.
 */
export function correctCounts(tx: Transaction): Promise<KeptDifference[]> {
  return tx<KeptDifference[]>`
    with counted as (
      select division_code, count(*) as people
      from person where not restricted and death_date is null group by division_code
    ), kept as (
      select division_code, sum(people)::bigint as people
      from (select division_code, people from resident_count
        union all select division_code, change from resident_change) each
      group by division_code
    ), difference as (
      select division_code, coalesce(kept.people, 0) as kept, coalesce(counted.people, 0) as counted
      from counted full join kept using (division_code)
      where coalesce(kept.people, 0) <> coalesce(counted.people, 0)
    ), corrected as (
      insert into resident_change (division_code, change)
      select division_code, counted - kept from difference
    )
    select division_code as place, kept, counted from difference order by division_code`
}

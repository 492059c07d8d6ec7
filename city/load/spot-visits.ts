/** The district's draws of the cases that stand before it on the first day, by the same function as in daily work. */
import { createHash } from 'node:crypto'
import type { Transaction } from '../../server/platform/db/index.ts'
import { getProgramme } from '../../law/index.ts'
import type { StepDefinition } from '../../law/index.ts'
import { TOLD_PROGRAMMES } from '../history/programmes.ts'

/** Enters every open application under the district's review into the draw of the month in which it came. */
export async function drawSpotVisits(tx: Transaction, seed: number): Promise<void> {
  for (const programme_id of TOLD_PROGRAMMES)
    for (const { steps } of getProgramme(programme_id).procedures) {
      const visited = steps.find((step) => step.spotVisits !== undefined)
      if (visited !== undefined) await drawStep(tx, programme_id, visited, seed)
    }
}

async function drawStep(
  tx: Transaction,
  programme_id: string,
  step: StepDefinition,
  seed: number,
): Promise<void> {
  const percent = step.spotVisits?.percent ?? 0
  const waiting = await tx<Waiting[]>`
    select c.case_id, c.division_code, left(c.division_code, 6) as district, s.started_on,
      date_trunc('month', s.started_on)::date as month
    from case_file c join case_step s on s.case_id = c.case_id and s.step_id = c.step_id and s.finished_on is null
    where c.programme_id = ${programme_id} and c.state = 'open' and c.kind = 'application' and c.step_id = ${step.id}
    order by s.started_on, c.case_id`
  for (const { case_id, division_code, district, started_on, month } of waiting) {
    // A seed of the city's own, so that the same city is drawn alike.
    const drawn_from = createHash('sha256').update(`${seed} ${district} ${month}`).digest('hex')
    await tx`
      insert into inspection_draw (kind, programme_id, division_code, month, percent, seed)
      values ('spot_visit', ${programme_id}, ${district}, ${month}, ${percent}, ${drawn_from})
      on conflict on constraint inspection_draw_once do nothing`
    await tx`
      select enter_inspection_draw('spot_visit', ${programme_id}, ${district}, ${month}::date, ${percent}::integer,
        ${case_id}::uuid, ${division_code}, ${started_on}::date)`
  }
}

type Waiting = {
  case_id: string
  division_code: string
  district: string
  started_on: string
  month: string
}

/** The insurer's book of what it accepted before the city opens, as the rosters of the past say. */
import { appendFileSync, writeFileSync } from 'node:fs'
import type { Database } from '../../server/platform/db/index.ts'
import type { Enrolment } from './desk.ts'

/** Writes the book anew, a line of JSON for each acknowledged line, the oldest first. */
export async function writeBook(owner: Database, path: string): Promise<void> {
  writeFileSync(path, '', { mode: 0o600 })
  const lines = owner<Enrolment[]>`
    select l.roster_line_id as line_id, r.kind || ' ' || r.year || ' ' || r.division_code as roster, p.identity_number, l.act
    from roster_line l join roster r using (roster_id) join person p using (person_id)
    where l.state = 'accepted' and p.identity_number is not null
    order by r.year, l.roster_line_id`
  for await (const page of lines.cursor(5000))
    appendFileSync(path, page.map((line) => `${JSON.stringify(line)}\n`).join(''))
}

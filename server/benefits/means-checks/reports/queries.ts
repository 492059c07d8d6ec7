/** SQL of sealed reports: written once, read, never changed. */
import type { Transaction } from '../../../platform/db/index.ts'
import type { MeansReport } from './contract.ts'

export async function insertReport(
  tx: Transaction,
  row: {
    means_check_id: string
    report: MeansReport
    seal: Buffer
    sealed_on: string
    sealed_by: string | null
    division_code: string
  },
): Promise<void> {
  await tx`
    insert into means_check_report (means_check_id, report, seal, sealed_on, sealed_by, division_code)
    values (${row.means_check_id}, ${JSON.stringify(row.report)}::text::jsonb, ${row.seal}, ${row.sealed_on}, ${row.sealed_by},
      ${row.division_code})`
}

export async function findReport(
  tx: Transaction,
  means_check_id: string,
): Promise<{ report: MeansReport; seal: string } | undefined> {
  const [row] = await tx<{ report: MeansReport; seal: string }[]>`
    select report, encode(seal, 'hex') as seal from means_check_report where means_check_id = ${means_check_id}`
  return row
}

/** Masked when it is shown: the number stays in the register. */
export function listNumbers(
  tx: Transaction,
  people: readonly string[],
): Promise<{ person_id: string; identity_number: string | null }[]> {
  return tx<{ person_id: string; identity_number: string | null }[]>`
    select person_id, identity_number from person where person_id = any (${people as string[]}::uuid[])`
}

/** Photos that were handed in with replies, with the hash that holds them to the report. */
export function listFiles(
  tx: Transaction,
  file_ids: readonly string[],
): Promise<{ file_id: string; name: string; sha256: string }[]> {
  return tx<{ file_id: string; name: string; sha256: string }[]>`
    select file_id, name, encode(sha256, 'hex') as sha256 from file
    where file_id = any (${file_ids as string[]}::uuid[]) order by file_id`
}

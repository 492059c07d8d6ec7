/** SQL of applications. */
import type { Transaction } from '../../platform/db/index.ts'

export type ApplicationRow = {
  case_id: string
  programme_id: string
  household_id: string
  applicant_id: string
  payee_id: string
  channel: 'phone' | 'counter' | 'import'
  submitted_on: string
}

export async function insertApplication(
  tx: Transaction,
  row: ApplicationRow & { answers: unknown; beneficiary_ids: readonly string[]; division_code: string },
): Promise<void> {
  await tx`
    insert into application (case_id, programme_id, household_id, applicant_id, answers, channel, submitted_on, payee_id, beneficiary_ids, division_code)
    values (${row.case_id}, ${row.programme_id}, ${row.household_id}, ${row.applicant_id}, ${JSON.stringify(row.answers)}::text::jsonb,
      ${row.channel}, ${row.submitted_on}, ${row.payee_id}, ${row.beneficiary_ids as string[]}::uuid[], ${row.division_code})`
}

export type ApplicationView = ApplicationRow & {
  applicant_name: string
  payee_name: string
  /** For whom it is; empty where it is for the household. */
  beneficiary_ids: string[]
}

export async function findApplication(
  tx: Transaction,
  case_id: string,
): Promise<ApplicationView | undefined> {
  const [row] = await tx<ApplicationView[]>`
    select a.case_id, a.programme_id, a.household_id, a.applicant_id, a.payee_id, a.channel, a.submitted_on,
      a.beneficiary_ids, coalesce(applicant.name, '') as applicant_name, coalesce(payee.name, '') as payee_name
    from application a
    left join person applicant on applicant.person_id = a.applicant_id
    left join person payee on payee.person_id = a.payee_id
    where a.case_id = ${case_id}`
  return row
}

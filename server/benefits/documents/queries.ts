/** SQL of the papers: what of the applicant is printed, and the receipt behind a hash. */
import type { Transaction } from '../../platform/db/index.ts'
import type { Receipt } from '../../../engine/index.ts'

export type PrintedPerson = {
  name: string
  sex: string
  birth_date: string | null
  identity_number: string | null
  telephone: string | null
}

export async function findPrintedPerson(
  tx: Transaction,
  person_id: string,
): Promise<PrintedPerson | undefined> {
  const [row] = await tx<PrintedPerson[]>`
    select name, sex, birth_date, identity_number, telephone from person where person_id = ${person_id}`
  return row
}

export type CheckedReceipt = {
  programme_id: string
  outcome: 'eligible' | 'ineligible'
  amount: bigint
  decided_on: string
  effective_until: string | null
  law_version: string
  superseded: boolean
  receipt: Receipt
}

/** By the whole hash, which only the paper bears; the database's function shows nothing else of the household. */
export async function findReceipt(
  tx: Transaction,
  receipt_hash: string,
): Promise<CheckedReceipt | undefined> {
  const [row] = await tx<CheckedReceipt[]>`
    select programme_id, outcome, amount, decided_on, effective_until, law_version, superseded, receipt
    from find_receipt(${receipt_hash})`
  return row
}

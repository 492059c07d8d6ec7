import type { Transaction } from '../../server/platform/db/index.ts'
import { buildHousehold } from './household.ts'

export type BuiltEntitlement = {
  household_id: string
  payee_id: string
  determination_id: string
  division_code: string
}

let count = 0

/** A determination row for a household, without a case behind it. */
export async function buildDetermination(
  tx: Transaction,
  given: {
    household_id: string
    division_code: string
    amount: bigint
    effective_from: string
    supersedes?: string
  },
): Promise<string> {
  const [row] = await tx<{ determination_id: string }[]>`
    insert into determination (household_id, programme_id, division_code, decided_on, effective_from, outcome, amount,
      member_count, law_version, receipt, receipt_hash, reason, supersedes)
    values (${given.household_id}, 'minimum-living-guarantee', ${given.division_code}, ${given.effective_from},
      ${given.effective_from}, ${given.amount > 0n ? 'eligible' : 'ineligible'}, ${String(given.amount)}::bigint, 1, 'test',
      '{}', '\\x00', '测试', ${given.supersedes ?? null})
    returning determination_id`
  if (!row) throw new Error('the determination was not stored')
  return row.determination_id
}

/** A household on benefit since a month, with an account that the bank knows unless told otherwise. */
export async function buildEntitlement(
  tx: Transaction,
  given: { amount: bigint; from_month?: string; division_code?: string; account?: boolean; name?: string },
): Promise<BuiltEntitlement> {
  const from_month = given.from_month ?? '2017-01-01'
  const { household_id, division_code, members } = await buildHousehold(tx, {
    ...(given.division_code === undefined ? {} : { division_code: given.division_code }),
    members: [{ relation: 'head', ...(given.name === undefined ? {} : { name: given.name }) }],
  })
  const payee_id = members[0]!.person_id
  const determination_id = await buildDetermination(tx, {
    household_id,
    division_code,
    amount: given.amount,
    effective_from: from_month,
  })
  await tx`
    insert into entitlement (household_id, programme_id, determination_id, payee_id, amount, member_count, valid,
      division_code)
    values (${household_id}, 'minimum-living-guarantee', ${determination_id}, ${payee_id}, ${String(given.amount)}::bigint, 1,
      daterange(${from_month}::date, null), ${division_code})`
  if (given.account !== false) {
    count++
    await tx`
      insert into bank_account (person_id, bank_name, number, valid, division_code)
      values (${payee_id}, '示例银行', ${`62280000${String(count).padStart(8, '0')}`}, daterange('2010-01-01', null), ${division_code})`
  }
  return { household_id, payee_id, determination_id, division_code }
}

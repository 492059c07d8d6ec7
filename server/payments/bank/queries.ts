/** SQL of the exchange with the bank. Files are made and matched inside the database: no line is fetched. */
import type { TransactionSql } from 'postgres'
import type { ReturnLine } from './file.ts'
import { outFileHead } from './file.ts'

export type BankFileRow = {
  bank_file_id: string
  name: string
  direction: 'out' | 'return'
  line_count: number
  total: bigint
  recorded_on: string
  sha256_hex: string
}

/** Writes the payroll's file in one statement. Commas and quotes cannot break a line: they are taken out of names. */
export async function insertOutFile(
  tx: TransactionSql,
  file: { payroll_id: string; name: string; recorded_on: string; recorded_by: string; division_code: string },
): Promise<BankFileRow> {
  const [row] = await tx<BankFileRow[]>`
    with content as (
      select convert_to(${`${outFileHead}\r\n`} || coalesce(string_agg(
          payroll_line_id || ',' || translate(payee_name, ',"' || chr(13) || chr(10), '') || ',' || bank_account_number || ','
          || translate(bank_name, ',"' || chr(13) || chr(10), '') || ','
          || (amount / 100) || '.' || lpad((amount % 100)::text, 2, '0') || ',' || '社会救助' || to_char(month, 'YYYYMM'),
          chr(13) || chr(10) order by payroll_line_id) || chr(13) || chr(10), ''), 'UTF8') as bytes,
        count(*)::int as line_count, coalesce(sum(amount), 0)::bigint as total
      from payroll_line
      where payroll_id = ${file.payroll_id} and amount > 0
    )
    insert into bank_file (payroll_id, direction, name, sha256, content, line_count, total, recorded_on, recorded_by, division_code)
    select ${file.payroll_id}::uuid, 'out', ${file.name}, sha256(bytes), bytes, line_count, total,
      ${file.recorded_on}::date, ${file.recorded_by}::uuid, ${file.division_code}
    from content
    returning bank_file_id, name, direction, line_count, total, recorded_on, encode(sha256, 'hex') as sha256_hex`
  return row!
}

/** A line of zero (wholly held back for recovery) does not go to the bank: it is paid by that. */
export async function updateZeroLinesPaid(tx: TransactionSql, payroll_id: string): Promise<void> {
  await tx`update payroll_line set answer = 'paid' where payroll_id = ${payroll_id} and amount = 0`
}

/** One answer of the bank at a time: the next waits here and then finds what the first one did. */
export async function lockPayroll(tx: TransactionSql, payroll_id: string): Promise<void> {
  await tx`select from payroll where payroll_id = ${payroll_id} for update`
}

export async function findReturnFile(
  tx: TransactionSql,
  payroll_id: string,
  sha256: Buffer,
): Promise<BankFileRow | undefined> {
  const [row] = await tx<BankFileRow[]>`
    select bank_file_id, name, direction, line_count, total, recorded_on, encode(sha256, 'hex') as sha256_hex
    from bank_file
    where payroll_id = ${payroll_id} and direction = 'return' and sha256 = ${sha256}`
  return row
}

export async function insertReturnFile(
  tx: TransactionSql,
  file: {
    payroll_id: string
    name: string
    sha256: Buffer
    content: Buffer
    line_count: number
    total: bigint
    recorded_on: string
    recorded_by: string
    division_code: string
  },
): Promise<void> {
  await tx`
    insert into bank_file (payroll_id, direction, name, sha256, content, line_count, total, recorded_on, recorded_by, division_code)
    values (${file.payroll_id}, 'return', ${file.name}, ${file.sha256}, ${file.content}, ${file.line_count},
      ${String(file.total)}::bigint, ${file.recorded_on}, ${file.recorded_by}, ${file.division_code})`
}

/** The answered lines that are not under way on this payroll. */
export async function listForeignLines(
  tx: TransactionSql,
  payroll_id: string,
  lines: ReturnLine[],
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select a.id::text as id
    from unnest(${lines.map((line) => line.payroll_line_id)}::uuid[]) as a (id)
    left join payroll_line l on l.payroll_line_id = a.id and l.payroll_id = ${payroll_id} and l.answer is null
    where l.payroll_line_id is null
    limit 50`
  return rows.map((row) => row.id)
}

/** Writes the bank's answers into the lines and takes what came back out of what was spent. Answers the sums in fen. */
export async function updateLinesAnswered(
  tx: TransactionSql,
  payroll_id: string,
  lines: ReturnLine[],
): Promise<{ paid: bigint; returned: bigint; returned_count: number }> {
  const [row] = await tx<{ paid: bigint; returned: bigint; returned_count: number }[]>`
    with answered as (
      update payroll_line l
      set answer = a.answer, return_reason = a.reason
      from unnest(
        ${lines.map((line) => line.payroll_line_id)}::uuid[],
        ${lines.map((line) => (line.paid ? 'paid' : 'returned'))}::text[],
        ${lines.map((line) => line.reason)}::text[]) as a (id, answer, reason)
      where l.payroll_line_id = a.id and l.payroll_id = ${payroll_id} and l.answer is null
      returning l.amount, l.answer, l.programme_id, l.month, l.division_code
    ), back as (
      insert into payroll_spend (payroll_id, programme_id, month, division_code, line_count, amount)
      select ${payroll_id}::uuid, programme_id, month, division_code, -count(*), -sum(amount)
      from answered where answer = 'returned' group by programme_id, month, division_code
    )
    select coalesce(sum(amount) filter (where answer = 'paid'), 0)::bigint as paid,
      coalesce(sum(amount) filter (where answer = 'returned'), 0)::bigint as returned,
      (count(*) filter (where answer = 'returned'))::int as returned_count
    from answered`
  return row!
}

export type AnsweredLine = {
  payee_id: string
  programme_id: string
  month: string
  amount: bigint
  difference_amount: bigint
  /** The last four digits of the account; empty where there was none. */
  account_end: string
  answer: 'paid' | 'returned'
  return_reason: string | null
  division_code: string
}

/** The lines that the bank has just answered, as their payees are told. */
export function listAnsweredLines(
  tx: TransactionSql,
  payroll_id: string,
  line_ids: readonly string[],
): Promise<AnsweredLine[]> {
  return tx<AnsweredLine[]>`
    select payee_id, programme_id, month, amount, difference_amount, right(coalesce(bank_account_number, ''), 4) as account_end,
      answer, return_reason, division_code
    from payroll_line
    where payroll_id = ${payroll_id} and payroll_line_id = any (${line_ids as string[]}::uuid[])
      and answer in ('paid', 'returned')`
}

export async function countLinesUnderWay(tx: TransactionSql, payroll_id: string): Promise<number> {
  const [row] = await tx<{ under_way: number }[]>`
    select count(*)::int as under_way from payroll_line where payroll_id = ${payroll_id} and answer is null`
  return row!.under_way
}

export function listBankFiles(tx: TransactionSql, payroll_id: string): Promise<BankFileRow[]> {
  return tx<BankFileRow[]>`
    select bank_file_id, name, direction, line_count, total, recorded_on, encode(sha256, 'hex') as sha256_hex
    from bank_file
    where payroll_id = ${payroll_id}
    order by bank_file_id`
}

export async function findBankFileContent(
  tx: TransactionSql,
  bank_file_id: string,
): Promise<{ name: string; content: Buffer; division_code: string } | undefined> {
  const [row] = await tx<{ name: string; content: Buffer; division_code: string }[]>`
    select name, content, division_code from bank_file where bank_file_id = ${bank_file_id}`
  return row
}

/** A new account of a payee; the one before ends the day before. */
export async function endBankAccount(tx: TransactionSql, person_id: string, on: string): Promise<void> {
  await tx`
    update bank_account set valid = daterange(lower(valid), greatest(lower(valid), ${on}::date))
    where person_id = ${person_id} and upper_inf(valid)`
}

/** Answers the division of the payee, or undefined when nobody of that id is within reach. */
export async function findPayeeGivenAccount(
  tx: TransactionSql,
  account: { person_id: string; bank_name: string; number: string; from: string },
): Promise<{ division_code: string } | undefined> {
  const [row] = await tx<{ division_code: string }[]>`
    insert into bank_account (person_id, bank_name, number, valid, division_code)
    select person_id, ${account.bank_name}, ${account.number}, daterange(${account.from}::date, null), division_code
    from person
    where person_id = ${account.person_id}
    returning division_code`
  return row
}

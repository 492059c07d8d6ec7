/** The ledger's past: accounts of a district, and bookings that move whole sums between them. */
import { addRow, createTable } from '../load/copy.ts'
import type { Table } from '../load/copy.ts'
import type { LedgerCode } from '../../server/payments/index.ts'

export type LedgerTables = { ledger_account: Table; ledger_transaction: Table; ledger_entry: Table }

export function createLedgerTables(): LedgerTables {
  return {
    ledger_account: createTable('ledger_account', 'ledger_account_id, code, division_code'),
    ledger_transaction: createTable(
      'ledger_transaction',
      'ledger_transaction_id, business_date, kind, text, reference, division_code, booked_by',
    ),
    ledger_entry: createTable(
      'ledger_entry',
      'ledger_transaction_id, position, ledger_account_id, amount, division_code',
    ),
  }
}

const CODES: readonly LedgerCode[] = [
  'assistance_fund',
  'assistance_expense',
  'assistance_payable',
  'bank_transit',
  'recovery_receivable',
]

export type Booking = {
  day: string
  kind: string
  text: string
  reference: string
  by: string
  /** Debit, credit, fen; nothing is written of a sum of zero. */
  moves: readonly [LedgerCode, LedgerCode, number][]
}
export type Book = (booking: Booking) => void

/** Opens the district's accounts and answers how to book on them. */
export function openBooks(tables: LedgerTables, division_code: string, nextId: () => string): Book {
  const accounts = new Map(CODES.map((code) => [code, nextId()]))
  for (const [code, id] of accounts) addRow(tables.ledger_account, id, code, division_code)
  const enter = (transaction: string, position: number, code: LedgerCode, amount: number) =>
    addRow(tables.ledger_entry, transaction, position, accounts.get(code) ?? null, amount, division_code)
  return ({ day, kind, text, reference, by, moves }) => {
    const id = nextId()
    const entries = moves.filter(([, , amount]) => amount !== 0)
    if (entries.length === 0) return
    addRow(tables.ledger_transaction, id, day, kind, text, reference, division_code, by)
    for (const [index, [debit, credit, amount]] of entries.entries()) {
      enter(id, index * 2 + 1, debit, amount)
      enter(id, index * 2 + 2, credit, -amount)
    }
  }
}

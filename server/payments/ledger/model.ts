/** The chart of the ledger and what each act books. Fen; debit positive, credit negative; every booking sums to zero. */

export type LedgerCode =
  | 'assistance_fund'
  | 'assistance_expense'
  | 'assistance_payable'
  | 'bank_transit'
  | 'recovery_receivable'

export type LedgerEntry = { account: LedgerCode; amount: bigint }

/** Moves `amount` from one account to another; nothing at zero, the other way round when negative. */
export function move(debit: LedgerCode, credit: LedgerCode, amount: bigint): LedgerEntry[] {
  if (amount === 0n) return []
  return [
    { account: debit, amount },
    { account: credit, amount: -amount },
  ]
}

/** A difference becomes known: owed to the household, or by it. */
export function bookDifference(amount: bigint): LedgerEntry[] {
  return amount > 0n
    ? move('assistance_expense', 'assistance_payable', amount)
    : move('recovery_receivable', 'assistance_expense', -amount)
}

/** What was owed and came back from the bank is not paid any more. */
export function bookGivenUp(amount: bigint): LedgerEntry[] {
  return move('assistance_payable', 'assistance_expense', amount)
}

/** What was paid too much comes back from the household itself. */
export function bookRepaid(amount: bigint): LedgerEntry[] {
  return move('assistance_fund', 'recovery_receivable', amount)
}

/** A recovery is given up: what was to come back becomes expense again. */
export function bookWaiver(remaining: bigint): LedgerEntry[] {
  return move('assistance_expense', 'recovery_receivable', remaining)
}

/**
 * A payroll is approved: the month's regular amounts become owed; what is held back for recovery is owed no more.
 * Differences in favour of households are owed since they became known.
 */
export function bookApproval(totals: { regular: bigint; recovered: bigint }): LedgerEntry[] {
  return [
    ...move('assistance_expense', 'assistance_payable', totals.regular),
    ...move('assistance_payable', 'recovery_receivable', totals.recovered),
  ]
}

/** The file leaves for the bank. */
export function bookSending(total: bigint): LedgerEntry[] {
  return move('assistance_payable', 'bank_transit', total)
}

/** The bank has answered: what arrived leaves the fund, what came back is owed again. */
export function bookReturn(totals: { paid: bigint; returned: bigint }): LedgerEntry[] {
  return [
    ...move('bank_transit', 'assistance_fund', totals.paid),
    ...move('bank_transit', 'assistance_payable', totals.returned),
  ]
}

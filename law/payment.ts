/** What a programme pays, as data: how often, for whom, and to whom the money goes. Nothing here moves any. */
import type { ArticleReference } from './procedure.ts'

/**
 * `monthly`: an entitlement that runs until it is changed. `once`: one payment for one decision. `yearly_roster`: a
 * list of people for a calendar year, paid in one sum for all of them. `per_claim`: settled with a bill.
 */
export type PaymentKind = 'monthly' | 'once' | 'yearly_roster' | 'per_claim'

export type Payee = 'household' | 'beneficiary' | 'institution' | 'insurer' | 'hospital'

/** To whom an amount goes, unless a fact of the beneficiary says that it goes to somebody else. */
export type PaidAmount = {
  readonly label: string
  readonly payee: Payee
  readonly unless?: {
    readonly fact: string
    readonly is: string | boolean
    readonly payee: Payee
    readonly article: ArticleReference
  }
  readonly article: ArticleReference
}

/** What a bill is for: a stay, treatment of a listed chronic illness (门特), or a visit. */
export type BillKind = 'inpatient' | 'chronic_outpatient' | 'outpatient'

/** How a programme goes into a bill, and what of the bill counts towards the totals of the year. */
export type ClaimPayment = {
  /** The bills that it aids. */
  readonly bills: readonly BillKind[]
  /** By the fact that holds the year's total before a bill: the fact, or the result of the rules, that the bill adds. */
  readonly counts: Readonly<Record<string, { readonly fact: string } | { readonly result: string }>>
  /** The total that has a limit; the rules' results that say how much, and whether it applies (always, if left out). */
  readonly limit?: { readonly total: string; readonly cap: string; readonly applies?: string }
}

export type Payment = {
  readonly kind: PaymentKind
  /** Whether a decision is for the household as a whole, or for each member who fits. */
  readonly beneficiary: 'household' | 'member'
  /** By the names of the rules' amounts. */
  readonly amounts: Readonly<Record<string, PaidAmount>>
  /** Of a payment `per_claim`. */
  readonly claim?: ClaimPayment
}

/** Who receives an amount, given the facts of whom it is for. Throws when the payment has no such amount. */
export function payeeOf(
  payment: Payment,
  amount: string,
  facts: Readonly<Record<string, unknown>>,
): PaidAmount['payee'] {
  const paid = payment.amounts[amount]
  if (!paid) throw new Error(`没有写明 ${amount} 付给谁`)
  const { unless } = paid
  return unless !== undefined && facts[unless.fact] === unless.is ? unless.payee : paid.payee
}

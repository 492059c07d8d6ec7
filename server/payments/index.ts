/** Payments: entitlements, payrolls, bank and ledger. What the layers above may use. */
import type { Module } from '../platform/http/index.ts'
import { registerKeptCount } from '../platform/kept-counts/index.ts'
import { registerPaymentRoutes } from './routes.ts'
import { correctSpend } from './spend/queries.ts'
import './timeline/source.ts'

export {
  endEntitlement,
  grantEntitlement,
  listMonthsPaid,
  placeHold,
  recordDifferences,
  releaseHold,
  stayRecoveries,
} from './entitlements/service.ts'
export { moveEntitlements } from './entitlements/moves.ts'
export type { Due } from './entitlements/service.ts'
export type { EntitlementShare, MonthPaid } from './entitlements/queries.ts'
export { listEntitlementsOfHousehold, listPaymentsOfHousehold } from './entitlements/queries.ts'
export { settleOneOff, type OneOff, type Settled } from './one-off/service.ts'
export { listOneOffGrantsOfHousehold, type HouseholdGrantRow } from './one-off/queries.ts'
export { bookApproval, bookReturn, bookSending, type LedgerCode } from './ledger/model.ts'
export { payrollDueOn } from './payroll/model.ts'
export { correctSpend } from './spend/queries.ts'

registerKeptCount({ name: 'spend', title: '发放', correct: ({ tx }) => correctSpend(tx) })

export const paymentsModule: Module = { name: 'payments', routes: registerPaymentRoutes }

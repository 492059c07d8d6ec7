/** Payments: entitlements, payrolls, bank and ledger. What the layers above may use. */
import type { Module } from '../platform/http/index.ts'
import { registerPaymentRoutes } from './routes.ts'
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
export type { MonthPaid } from './entitlements/queries.ts'
export { listEntitlementsOfHousehold, listPaymentsOfHousehold } from './entitlements/queries.ts'
export { bookApproval, bookReturn, bookSending } from './ledger/model.ts'
export { payrollDueOn } from './payroll/model.ts'

export const paymentsModule: Module = { name: 'payments', routes: registerPaymentRoutes }

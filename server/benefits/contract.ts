/** Every contract of benefits, for clients and forms. */
export { assessmentRoutes } from './assessments/contract.ts'
export * from './benefit-ledger/contract.ts'
export * from './questions/contract.ts'
export * from './decisions/contract.ts'
export * from './self-check/contract.ts'
export {
  applicationForm,
  applicationReceipt,
  applicationRoutes,
  authorisation,
  formMember,
  prefilledValue,
} from './applications/contract.ts'
export * from './means-checks/authorisations/contract.ts'
export * from './means-checks/contract.ts'
export * from './means-checks/reports/contract.ts'
export * from './means-checks/unsettled/contract.ts'
export * from './determinations/contract.ts'
export * from './changes/contract.ts'
export * from './cases/contract.ts'
export * from './reviews/contract.ts'
export * from './documents/contract.ts'
export * from './outreach/contract.ts'
export * from './proposals/contract.ts'
export { simulationRoutes } from './simulation/contract.ts'

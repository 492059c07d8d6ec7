/** The contracts of medical aid, for pages and clients. */
export { claimRoutes, hospitalClaimRoutes } from './claims/contract.ts'
export { differenceRoutes, hospitalDayRoutes } from './reconciliations/contract.ts'

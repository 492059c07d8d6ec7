/** Households: who lives together from when to when and where, with births and deaths. */
export { householdsModule } from './routes.ts'
export { getHouseholdPage, householdViewOf, listHouseholds } from './page.ts'
export { findCurrentMembership, listHouseholdsById } from './queries.ts'
export type { HouseholdRow } from './queries.ts'
export { registerBirth, registerDeath } from './life-events.ts'
export type { GivenBirth } from './life-events.ts'
export { changeHead, createHousehold, join, leave, move } from './service.ts'
export type { GivenHousehold, GivenMember } from './service.ts'

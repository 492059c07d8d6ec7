/** Organisations by their credit code: associations, homes, hospitals, offices. */
export { organisationsModule } from './routes.ts'
export { createOrganisation, getOrganisation, listOrganisations } from './service.ts'
export type { OrganisationRow } from './queries.ts'

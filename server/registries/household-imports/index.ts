/** Households in and out by Excel. */
import './job.ts'
export { householdImportsModule } from './routes.ts'
export { getImport, startImport } from './service.ts'

/** Households in and out by Excel. */
import './job.ts'
export { exchangeModule } from './routes.ts'
export { getImport, startImport } from './service.ts'

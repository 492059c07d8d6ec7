/** Near relatives of staff: declared, kept apart, ended by date. */
export { staffRelativesModule } from './routes.ts'

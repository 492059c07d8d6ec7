/** How many people live where: counts kept by the acts that change them, exact at any moment. */
import './jobs.ts'
export { residentCommands } from './commands.ts'
export { correctCounts, listResidentsByDivision } from './queries.ts'

/** Figures that acts keep as they go, and the nightly recount that holds them against their records. */
import './jobs.ts'
export { keptCountCommands } from './commands.ts'
export { registerKeptCount } from './registry.ts'
export type { KeptDifference } from './registry.ts'

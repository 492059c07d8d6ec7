/** Tables: a list and its export in one declaration. */
export { implementTable, streamTable } from './table.ts'
export type { Table } from './table.ts'

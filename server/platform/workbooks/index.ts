/** Files in and out: workbooks written and read row by row. */
export { readSheet } from './read.ts'
export type { ReadLimits, SheetRow } from './read.ts'
export { streamWorkbook, workbookType, writeWorkbook } from './workbook.ts'
export type { CellValue, Workbook, WorkbookColumn } from './workbook.ts'

import type { ReactNode } from 'react'

/** One column. Numbers stand at the right with their unit in the head. */
export type Column<Row> = {
  key: string
  title: string
  /** Written after the title: 拟付金额 (元). */
  unit?: string
  cell: (row: Row) => ReactNode
  align?: 'start' | 'end'
  /** The server can sort by this key. */
  sortable?: boolean
  /** Hidden until chosen. */
  extra?: boolean
  /** Cannot be hidden. */
  fixed?: boolean
  /** Long text may break. */
  wrap?: boolean
  /** Cell in the foot, for totals. */
  total?: ReactNode
}

export type Sort = { key: string; direction: 'ascending' | 'descending' }

export type TablePage = { offset: number; limit: number; total: number; onPage: (offset: number) => void }

export type Selection = {
  keys: ReadonlySet<string>
  onChange: (keys: Set<string>) => void
  /** What acts on the selected rows; appears above the table. */
  acts?: ReactNode
}

export type DataTableProps<Row> = {
  /** What the table is, for screen readers: 待办. */
  caption: string
  columns: Column<Row>[]
  /** undefined while loading: rows of the final height stand in, so nothing moves. */
  rows: Row[] | undefined
  rowKey: (row: Row) => string
  /** A word for a row that tells it apart: 王桂兰户 最低生活保障. */
  rowName: (row: Row) => string
  /** Where Enter or a click leads. */
  onOpen?: (row: Row) => void
  /** Counting word: 件, 人, 户. */
  countWord?: string
  selection?: Selection
  sort?: Sort | undefined
  onSort?: (sort: Sort) => void
  page?: TablePage
  empty: ReactNode
  error?: unknown
  retry?: () => void
  /** Name under which the chosen columns are kept on this machine; without it there is no column chooser. */
  columnsKey?: string
  /** File route of the whole list. */
  exportPath?: string
  /** How many rows the file has, where the table shows more than it. */
  exportCount?: number
  /** The whole list as a file, where it is asked for with words that must not stand in an address. */
  onExport?: () => Promise<void>
  /** What stands before the tools, usually the FilterBar. */
  tools?: ReactNode
  /** How it is ordered and other small print in the foot. */
  note?: string
  /** `plain`: no frame, on paper, for sections of a record. */
  look?: 'framed' | 'plain'
  /** Scrolls inside, with the head fixed. */
  tall?: boolean
}

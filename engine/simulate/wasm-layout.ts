// How a kernel finds its columns: a table of addresses, by key. Each thread has a table of its own, since what a pass
// keeps for a block (sums, members' values, buffers, outputs before they are copied to their place) is the thread's.
import type { Node } from '../graph/graph.ts'

/** The keys in the order of the table; `slot` is where a key's address stands in the table, in bytes. */
export interface Layout {
  readonly slot: (key: string) => number
  readonly keys: readonly string[]
}

export const key = {
  offsets: 'offsets',
  index: 'index',
  input: (node: Node): string => `input ${node.id}`,
  scalar: (node: Node): string => `scalar ${node.id}`,
  runningSum: (node: Node): string => `sum ${node.id}`,
  members: (node: Node): string => `members ${node.id}`,
  buffer: (node: Node): string => `buffer ${node.id}`,
  /** Of a block. */
  output: (name: string): string => `output ${name}`,
  /** Of all rows. */
  result: (name: string): string => `result ${name}`,
}

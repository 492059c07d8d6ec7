// How a kernel finds its columns: a table of addresses at the beginning of the memory, by key.
import type { Node } from '../graph/graph.ts'

/** The keys in the order of the table; `slot` is where a key's address stands, in bytes. */
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
  buffer: (node: Node): string => `buffer ${node.id}`,
  output: (name: string): string => `output ${name}`,
}

// The fast backend: WebAssembly SIMD, four rows a step. Columns lie in the module's memory, padded, so that the
// last step of a block may run over its end: what it writes there is written again by the next block. (For the
// same reason a memory belongs to one thread.)
import { LawError } from '../error.ts'
import type { Node } from '../graph/graph.ts'
import { isNarrow } from '../graph/graph.ts'
import type { CheckedColumns } from './columns.ts'
import { encodeModule, FunctionWriter } from './encoder.ts'
import type { Kernel, Loaded, OutputColumn } from './kernel.ts'
import { blocksOf, cellsOf, cellStorage, householdIndex, scalarValues } from './kernel.ts'
import type { Plan } from './plan.ts'
import { isNarrowSum } from './plan.ts'
import type { Layout } from './wasm-layout.ts'
import { key } from './wasm-layout.ts'
import { PARAMETERS } from './wasm-arithmetic.ts'
import { writePass } from './wasm-pass.ts'

/** Whether this runtime has WebAssembly with SIMD. */
export function hasSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(probe())
}
function probe(): Uint8Array<ArrayBuffer> {
  const writer = new FunctionWriter(0)
  const local = writer.local('v128')
  return encodeModule([writer.constI32(0).set(local)], 0)
}

/** Generates and compiles a kernel. */
export function wasmKernel(plan: Plan): Kernel {
  const keys = [
    key.offsets,
    key.index,
    ...plan.inputs.map(key.input),
    ...plan.scalars.map(key.scalar),
    ...plan.runningSums.map(key.runningSum),
    ...plan.buffers.map(key.buffer),
    ...plan.graph.outputs.map(({ name }) => key.output(name)),
  ]
  const layout: Layout = { keys, slot: (wanted) => keys.indexOf(wanted) * 4 }
  const functions = plan.passes.map((pass) => writePass(pass, plan, layout))
  const module = new WebAssembly.Module(encodeModule(functions, PARAMETERS))
  return { load: (columns, date) => load(plan, layout, module, columns, date) }
}

const PAGE = 65_536
const align = (address: number): number => Math.ceil(address / 64) * 64

function load(
  plan: Plan,
  { keys }: Layout,
  module: WebAssembly.Module,
  columns: CheckedColumns,
  date: number,
): Loaded {
  const sizes = sizesOf(plan, columns)
  const addresses: number[] = []
  let end = align(keys.length * 4)
  for (const wanted of keys) {
    addresses.push(end)
    end = align(end + sizes.get(wanted)!)
  }
  if (end > 2 ** 32) throw new LawError('columns_refused', '数据超过 4 GiB，请分批测算。')
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE) })
  const { buffer } = memory
  new Uint32Array(buffer, 0, keys.length).set(addresses)
  const at = (wanted: string): number => addresses[keys.indexOf(wanted)]!
  fill(plan, buffer, at, columns, date)
  const outputs = new Map<string, OutputColumn>()
  for (const { name, node: id } of plan.graph.outputs) {
    const node = plan.graph.nodes[id]!
    const rows = node.entity === 'person' ? columns.people : columns.households
    const Type = isNarrow(node) ? Int32Array : Float64Array
    outputs.set(name, new Type(buffer, at(key.output(name)), rows))
  }
  const instance = new WebAssembly.Instance(module, { e: { m: memory } })
  const passes = plan.passes.map((_, i) => instance.exports[`p${i}`] as (...parameters: number[]) => void)
  const blocks = blocksOf(columns, plan.blockSize)
  const run = (): void => {
    for (const [p0, p1, h0, h1] of blocks) for (const pass of passes) pass(p0, p1, h0, h1)
  }
  return { run, outputs }
}

/** Rows that a step may read or write beyond a block's last one. */
const PADDING = 8

/** Bytes by key. */
function sizesOf(plan: Plan, { people, households }: CheckedColumns): Map<string, number> {
  const { graph, blockSize } = plan
  const cell = { u8: 1, i32: 4, f64: 8 }
  const rowsOf = (node: Node): number => (node.entity === 'person' ? people : households) + PADDING
  const wide = (narrow: boolean): number => (narrow ? 4 : 8)
  // The rows of households after a block's last one are looked up, not used: they must lie in memory.
  const sumRows = blockSize + PADDING + PADDING * graph.maxMembers
  return new Map([
    [key.offsets, (households + 1 + PADDING) * 4],
    [key.index, (people + PADDING) * 4],
    ...plan.inputs.map((node) => [key.input(node), rowsOf(node) * cell[cellStorage(node)]] as const),
    ...plan.scalars.map((node) => [key.scalar(node), 8] as const),
    ...plan.runningSums.map(
      (node) => [key.runningSum(node), sumRows * wide(isNarrowSum(node, graph))] as const,
    ),
    ...plan.buffers.map(
      (node) => [key.buffer(node), (blockSize + 2 * PADDING) * wide(isNarrow(node))] as const,
    ),
    ...graph.outputs.map(({ name, node }) => {
      const output = graph.nodes[node]!
      return [key.output(name), rowsOf(output) * wide(isNarrow(output))] as const
    }),
  ])
}

function fill(
  plan: Plan,
  buffer: ArrayBuffer,
  at: (key: string) => number,
  columns: CheckedColumns,
  date: number,
): void {
  const { offsets, households, people } = columns
  const offsetCells = new Int32Array(buffer, at(key.offsets), households + 1 + PADDING)
  offsetCells.set(offsets)
  offsetCells.fill(people, households + 1)
  new Int32Array(buffer, at(key.index), people + PADDING).set(householdIndex(columns, PADDING))
  for (const node of plan.inputs) {
    const cells = cellsOf(node, columns)
    const storage = cellStorage(node)
    const Type = storage === 'u8' ? Uint8Array : storage === 'i32' ? Int32Array : Float64Array
    new Type(buffer, at(key.input(node)), cells.length).set(cells)
  }
  for (const [node, value] of scalarValues(plan, date)) {
    const address = at(key.scalar(node))
    // Flags are masks in the kernel.
    if (isNarrow(node)) new Int32Array(buffer, address, 1)[0] = node.flag ? -value : value
    else new Float64Array(buffer, address, 1)[0] = value
  }
}

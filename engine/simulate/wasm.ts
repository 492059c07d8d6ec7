// The fast backend: WebAssembly SIMD, four rows a step, on columns in a population's shared memory.
import { LawError } from '../error.ts'
import type { Node } from '../graph/graph.ts'
import { encodeModule, FunctionWriter } from './encoder.ts'
import type { Kernel, Loaded, OutputColumn, SharedWork } from './kernel.ts'
import { cellsOf, outputStorage, scalarValues } from './kernel.ts'
import type { ColumnMemory } from './memory.ts'
import { canShare, PADDING } from './memory.ts'
import type { Plan } from './plan.ts'
import { gathersHouseholds, isNarrowSum } from './plan.ts'
import type { Population, Rows } from './population.ts'
import type { Layout } from './wasm-layout.ts'
import { key } from './wasm-layout.ts'
import { PARAMETERS } from './wasm-arithmetic.ts'
import { writePass } from './wasm-pass.ts'
import { runBlocks } from './worker.ts'

/** Whether this runtime has WebAssembly with SIMD and shared memory. */
export function hasSimd(): boolean {
  return canShare() && WebAssembly.validate(probe())
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
    ...(gathersHouseholds(plan) ? [key.index] : []),
    ...plan.inputs.map(key.input),
    ...plan.scalars.map(key.scalar),
    ...plan.runningSums.map(key.runningSum),
    ...plan.members.map(key.members),
    ...plan.buffers.map(key.buffer),
    ...plan.graph.outputs.flatMap(({ name }) => [key.output(name), key.result(name)]),
  ]
  const layout: Layout = { keys, slot: (wanted) => keys.indexOf(wanted) * 4 }
  const functions = plan.passes.map((pass) => writePass(pass, plan, layout))
  const module = new WebAssembly.Module(encodeModule(functions, PARAMETERS))
  return {
    plan,
    load: (population, rows, date) => {
      const { memory } = population.memory
      if (!memory) throw new LawError('columns_refused', '这里没有可共用的内存。')
      return load({ plan, layout, module, memory }, population, rows, date)
    },
  }
}

interface Compiled {
  readonly plan: Plan
  readonly layout: Layout
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
}

function load(compiled: Compiled, population: Population, rows: Rows, date: number): Loaded {
  const { plan, layout, module, memory } = compiled
  const taken: number[] = []
  const allocate: Allocate = (storage, length) => {
    const placed = population.memory.allocate(storage, length)
    taken.push(placed.address)
    return placed
  }
  const outputs = new Map<string, OutputColumn>()
  const shared = new Map([[key.offsets, rows.offsets.address]])
  if (layout.keys.includes(key.index)) shared.set(key.index, population.indexOf(rows).address)
  for (const node of plan.inputs) shared.set(key.input(node), cellsOf(node, rows).address)
  placeScalars(plan, date, allocate, shared)
  for (const { name, node: id } of plan.graph.outputs) {
    const node = plan.graph.nodes[id]!
    const placed = allocate(outputStorage(node), node.entity === 'person' ? rows.people : rows.households)
    shared.set(key.result(name), placed.address)
    outputs.set(name, placed.values)
  }
  const tables: number[] = []
  // The same object as long as nothing changed: a pool tells its workers of each only once.
  let work: SharedWork | undefined
  const share = (threads: number): SharedWork => {
    while (tables.length < threads) {
      const own = new Map([...shared, ...placeScratch(plan, allocate)])
      const table = allocate('i32', layout.keys.length)
      table.values.set(layout.keys.map((wanted) => own.get(wanted)!))
      tables.push(table.address)
    }
    const blocks = population.blocksOf(rows, plan.blockSize)
    if (work?.blocks === blocks && work.tables.length === threads) return work
    work = { module, memory, blocks, passes: plan.passes.length, tables: tables.slice(0, threads) }
    return work
  }
  return {
    run: () => {
      const alone = share(1)
      runBlocks(alone, 0, 0, alone.blocks.length / 4)
    },
    share,
    outputs,
    release: () => taken.splice(0).forEach((address) => population.memory.release(address)),
  }
}

type Allocate = ColumnMemory['allocate']

/** What depends on the date alone. Flags are masks in the kernel. */
function placeScalars(plan: Plan, date: number, allocate: Allocate, into: Map<string, number>): void {
  for (const [node, value] of scalarValues(plan, date)) {
    const placed = allocate(outputStorage(node), 1)
    placed.values[0] = node.flag ? -value : value
    into.set(key.scalar(node), placed.address)
  }
}

/** The rows of a block that one thread keeps. */
function placeScratch(plan: Plan, allocate: Allocate): [key: string, address: number][] {
  const { graph, blockSize } = plan
  // The rows of households after a block's last one are looked up, not used: they must lie in memory.
  const memberRows = blockSize + PADDING * graph.maxMembers
  const place = (wanted: string, storage: 'i32' | 'f64', length: number): [string, number] => {
    const { address, values } = allocate(storage, length)
    // A running sum begins with 0.
    values[0] = 0
    return [wanted, address]
  }
  const ofNode = (wanted: string, node: Node, length: number) => place(wanted, outputStorage(node), length)
  return [
    ...plan.runningSums.map((node) =>
      place(key.runningSum(node), isNarrowSum(node, graph) ? 'i32' : 'f64', memberRows + 1),
    ),
    ...plan.members.map((node) => ofNode(key.members(node), node, memberRows)),
    ...plan.buffers.map((node) => ofNode(key.buffer(node), node, blockSize + PADDING)),
    ...graph.outputs.map(({ name, node }) => ofNode(key.output(name), graph.nodes[node]!, blockSize)),
  ]
}

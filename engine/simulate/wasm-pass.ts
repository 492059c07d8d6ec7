// One pass as a WebAssembly function of (p0, p1, h0, h1, table): a loop over rows, four a step. A value of 32 bits is
// one vector of four lanes, a double two vectors of two; a flag is a mask of all ones or none. The last step runs over
// the block's end into rows that are the block's own; outputs are then copied to their place, so that no thread ever
// writes into another's rows.
import type { Node } from '../graph/graph.ts'
import { isNarrow } from '../graph/graph.ts'
import type { FunctionWriter } from './encoder.ts'
import { cellStorage } from './kernel.ts'
import type { Pass, Plan, Sink, Source } from './plan.ts'
import { isNarrowSum, readsHousehold } from './plan.ts'
import type { Held } from './wasm-arithmetic.ts'
import { ArithmeticWriter } from './wasm-arithmetic.ts'
import type { Layout } from './wasm-layout.ts'
import { key } from './wasm-layout.ts'

const [P0, P1, H0, H1, TABLE] = [0, 1, 2, 3, 4] as const

/** The function of one pass. */
export function writePass(pass: Pass, plan: Plan, layout: Layout): FunctionWriter {
  return new PassWriter(pass, plan, layout).write()
}

class PassWriter extends ArithmeticWriter {
  private readonly addresses = new Map<string, number>()
  /** The row of the first lane. */
  private readonly row = this.out.local('i32')
  private readonly pass: Pass
  private readonly plan: Plan
  private readonly layout: Layout
  /** Running sums so far, in every lane. */
  private readonly carried = new Map<Node, number>()
  /** Of a household pass: where the four households' people begin and end, as rows of the block. */
  private from: readonly number[] = []
  private to: readonly number[] = []
  private starts = -1
  private ends = -1
  private size = -1
  private lastEnd = -1
  /** Of a person pass: the households of the four people. */
  private household: readonly number[] = []

  constructor(pass: Pass, plan: Plan, layout: Layout) {
    super(plan.graph)
    this.pass = pass
    this.plan = plan
    this.layout = layout
  }

  write(): FunctionWriter {
    const { out, pass, row } = this
    const person = pass.entity === 'person'
    this.prepareAddresses()
    for (const { node, source } of pass.steps)
      if (source === 'literal' || source === 'scalar') this.hoist(node, source)
    for (const { kind, node } of pass.sinks) if (kind === 'running-sum') this.carried.set(node, this.zero())
    this.lastEnd = this.zero()
    out.get(person ? P0 : H0).set(row)
    out.loop(() => {
      this.prepareRows()
      for (const { node, source } of pass.steps) this.step(node, source)
      for (const sink of pass.sinks) this.sink(sink)
      out.get(row).i32(4).scalar('i32.add').set(row)
      out
        .get(row)
        .get(person ? P1 : H1)
        .scalar('i32.lt_s')
    })
    for (const sink of pass.sinks) if (sink.kind === 'output') this.copyOutput(sink)
    return out
  }

  /** Base addresses out of the table, once a call. */
  private prepareAddresses(): void {
    const { steps, sinks, entity } = this.pass
    const wanted = steps.flatMap(({ node, source }) => keysOf(node, source, this.plan))
    const sunk = sinks.flatMap(keysOfSink)
    const rows = entity === 'household' ? [key.offsets] : readsHousehold(this.pass) ? [key.index] : []
    for (const one of new Set([...wanted, ...sunk, ...rows])) {
      const local = this.out.local('i32')
      this.out.get(TABLE).loadI32(this.layout.slot(one)).set(local)
      this.addresses.set(one, local)
    }
  }

  /** Leaves `base + (row - start) * width` on the stack. */
  private address(base: string, width: 1 | 4 | 8, row: number, start?: number): FunctionWriter {
    const { out } = this
    out.get(this.addresses.get(base)!).get(row)
    if (start !== undefined) out.get(start).scalar('i32.sub')
    if (width > 1) out.i32(width === 4 ? 2 : 3).scalar('i32.shl')
    return out.scalar('i32.add')
  }

  private hoist(node: Node, source: Source): void {
    const { out } = this
    if (source === 'literal') {
      const held: Held = {}
      if (isNarrow(node)) held.narrow = (out.constI32(node.flag ? -node.value : node.value), this.setVector())
      if (!node.flag) {
        const local = (out.constF64(node.value), this.setVector())
        held.wide = [local, local]
      }
      this.held.set(node, held)
      return
    }
    out.get(this.addresses.get(key.scalar(node))!)
    if (isNarrow(node)) this.held.set(node, { narrow: (out.loadI32().simd('i32x4.splat'), this.setVector()) })
    else {
      const local = (out.loadF64().simd('f64x2.splat'), this.setVector())
      this.held.set(node, { wide: [local, local] })
    }
  }

  private lanes(vector: number): number[] {
    return [0, 1, 2, 3].map((lane) => {
      const local = this.out.local('i32')
      this.out.get(vector).extractLane(lane).set(local)
      return local
    })
  }

  /** The households of four people, or the people of four households. */
  private prepareRows(): void {
    const { out, row, pass } = this
    const uses = (...sources: Source[]): boolean => pass.steps.some(({ source }) => sources.includes(source))
    if (pass.entity === 'person') {
      if (!readsHousehold(pass)) return
      this.address(key.index, 4, row).loadVector()
      this.household = this.lanes(this.setVector())
      return
    }
    if (!uses('size', 'difference', 'extreme')) return
    this.address(key.offsets, 4, row).loadVector(4)
    out.get(P0).simd('i32x4.splat').simd('i32x4.sub')
    const ends = this.setVector()
    out.get(this.lastEnd).get(ends).shuffle(3, 4, 5, 6)
    const starts = this.setVector()
    out.get(ends).get(starts).simd('i32x4.sub')
    this.size = this.setVector()
    if (uses('difference', 'extreme')) this.from = this.lanes(starts)
    if (uses('difference')) this.to = this.lanes(ends)
    this.starts = starts
    this.ends = ends
    out.get(ends).set(this.lastEnd)
  }

  private step(node: Node, source: Source): void {
    switch (source) {
      case 'literal':
      case 'scalar':
        return
      case 'column':
        return this.readColumn(node)
      case 'gather-column':
        return this.gatherColumn(node)
      case 'gather-buffer': {
        const narrow = isNarrow(node)
        this.hold(node, this.gather(key.buffer(node), narrow ? 4 : 8, this.household, H0))
        return
      }
      case 'size':
        this.held.set(node, { narrow: this.size })
        return
      case 'difference':
        return this.difference(node)
      case 'extreme':
        return this.extreme(node)
      case 'compute':
        return this.compute(node)
    }
  }

  private hold(node: Node, vectors: readonly number[]): void {
    const [first, second] = vectors as [number, number]
    this.held.set(node, isNarrow(node) ? { narrow: first } : { wide: [first, second] })
  }

  private readColumn(node: Node): void {
    const { out, row } = this
    const storage = cellStorage(node)
    const base = key.input(node)
    if (storage === 'f64') {
      this.address(base, 8, row).loadVector()
      const low = this.setVector()
      this.address(base, 8, row).loadVector(16)
      this.held.set(node, { wide: [low, this.setVector()] })
      return
    }
    if (storage === 'i32') this.address(base, 4, row).loadVector()
    else {
      this.address(base, 1, row).loadVector32()
      out.simd('i16x8.extend_low_i8x16_u').simd('i32x4.extend_low_i16x8_u')
      if (node.flag) out.simd('i32x4.neg')
    }
    this.held.set(node, { narrow: this.setVector() })
  }

  private gatherColumn(node: Node): void {
    const { out } = this
    const storage = cellStorage(node)
    const base = key.input(node)
    if (storage !== 'u8') return this.hold(node, this.gather(base, storage === 'i32' ? 4 : 8, this.household))
    out.constI32(0)
    this.household.forEach((row, lane) => this.address(base, 1, row).loadByte().replaceLane(lane))
    if (node.flag) out.simd('i32x4.neg')
    this.held.set(node, { narrow: this.setVector() })
  }

  /** Four rows of a column, lane by lane: one vector, or two of doubles. */
  private gather(base: string, width: 4 | 8, rows: readonly number[], start?: number): number[] {
    const { out } = this
    const vector = (some: readonly number[]): number => {
      const local = this.out.local('v128')
      out.constI32(0).set(local)
      some.forEach((row, lane) => {
        this.address(base, width, row, start).get(local)
        out.loadLane(width === 4 ? 32 : 64, lane).set(local)
      })
      return local
    }
    return width === 4 ? [vector(rows)] : [vector(rows.slice(0, 2)), vector(rows.slice(2))]
  }

  /** An aggregate: the difference of a running sum at the household's end and beginning. */
  private difference(node: Node): void {
    const { out } = this
    const summed = this.plan.graph.nodes[node.args[0]!]!
    const base = key.runningSum(summed)
    const narrowSum = isNarrowSum(summed, this.plan.graph)
    const ends = this.gather(base, narrowSum ? 4 : 8, this.to)
    const starts = this.gather(base, narrowSum ? 4 : 8, this.from)
    const differences = ends.map((end, i) => {
      out
        .get(end)
        .get(starts[i]!)
        .simd(narrowSum ? 'i32x4.sub' : 'f64x2.sub')
      return this.setVector()
    })
    if (node.op === 'any') {
      out.get(differences[0]!).constI32(0).simd('i32x4.gt_s')
      this.held.set(node, { narrow: this.setVector() })
    } else if (narrowSum) this.held.set(node, { narrow: differences[0]! })
    else this.held.set(node, { wide: [differences[0]!, differences[1]!] })
  }

  /** The least or greatest of the members' values: four households at once, their members one after the other, as many
   * as the largest of the four has; the others look at their last one again. */
  private extreme(node: Node): void {
    const { out } = this
    const of = this.plan.graph.nodes[node.args[0]!]!
    const width = isNarrow(of) ? 4 : 8
    const op = node.op === 'least' ? 'min' : 'max'
    const best = this.gather(key.members(of), width, this.from)
    const [member, most] = [this.out.local('i32'), this.largest(this.size)]
    out.i32(0).set(member)
    out.loop(() => {
      out.get(this.starts).get(member).simd('i32x4.splat').simd('i32x4.add')
      out.get(this.ends).constI32(-1).simd('i32x4.add').simd('i32x4.min_s')
      const rows = this.lanes(this.setVector())
      this.gather(key.members(of), width, rows).forEach((values, half) => {
        out.get(best[half]!).get(values)
        out.simd(width === 4 ? `i32x4.${op}_s` : `f64x2.${op}`).set(best[half]!)
      })
      out.get(member).i32(1).scalar('i32.add').set(member)
      out.get(member).get(most).scalar('i32.lt_s')
    })
    this.hold(node, best)
  }

  /** The largest of four lanes. */
  private largest(vector: number): number {
    const { out } = this
    out.get(vector).get(vector).get(vector).shuffle(2, 3, 0, 1).simd('i32x4.max_s')
    const pairs = this.setVector()
    out.get(pairs).get(pairs).get(pairs).shuffle(1, 0, 3, 2).simd('i32x4.max_s').extractLane(0)
    const local = this.out.local('i32')
    out.set(local)
    return local
  }

  private copyOutput({ node, name }: Sink): void {
    const { out } = this
    const person = this.pass.entity === 'person'
    const [from, to] = person ? [P0, P1] : [H0, H1]
    const width = isNarrow(node) ? 4 : 8
    this.address(key.result(name!), width, from)
    out.get(this.addresses.get(key.output(name!))!)
    out
      .get(to)
      .get(from)
      .scalar('i32.sub')
      .i32(width === 4 ? 2 : 3)
    out.scalar('i32.shl').copyMemory()
  }

  private sink({ kind, node, name }: Sink): void {
    const { out, row } = this
    if (kind === 'running-sum') return this.runningSum(node)
    const base = { output: key.output(name ?? ''), members: key.members(node), buffer: key.buffer(node) }[
      kind
    ]
    const start = this.pass.entity === 'person' ? P0 : H0
    if (isNarrow(node)) {
      this.address(base, 4, row, start)
      this.narrow(node)
      // A buffer's flag is read back as it is: a mask.
      if (node.flag && kind === 'output') out.simd('i32x4.neg')
      out.storeVector()
      return
    }
    const halves = this.wide(node)
    halves.forEach((half, i) => {
      this.address(base, 8, row, start).get(half)
      // Never -0.
      out
        .constF64(0)
        .simd('f64x2.add')
        .storeVector(i * 16)
    })
  }

  private runningSum(node: Node): void {
    const { out, row } = this
    const base = key.runningSum(node)
    const carried = this.carried.get(node)!
    const zero = this.zero()
    if (isNarrowSum(node, this.plan.graph)) {
      this.narrow(node)
      if (node.flag) out.simd('i32x4.neg')
      const sum = this.setVector()
      out.get(sum).get(zero).get(sum).shuffle(0, 4, 5, 6).simd('i32x4.add').set(sum)
      out.get(sum).get(zero).get(sum).shuffle(0, 1, 4, 5).simd('i32x4.add').set(sum)
      out.get(sum).get(carried).simd('i32x4.add').set(sum)
      this.address(base, 4, row, P0).get(sum).storeVector(4)
      out.get(sum).get(sum).shuffle(3, 3, 3, 3).set(carried)
      return
    }
    this.wide(node).forEach((half, i) => {
      out.get(half).get(zero).get(half).shuffle(0, 1, 4, 5).simd('f64x2.add')
      out.get(carried).simd('f64x2.add')
      const sum = this.setVector()
      this.address(base, 8, row, P0)
        .get(sum)
        .storeVector(8 + i * 16)
      out.get(sum).get(sum).shuffle(2, 3, 2, 3).set(carried)
    })
  }
}

function keysOf(node: Node, source: Source, plan: Plan): string[] {
  switch (source) {
    case 'column':
    case 'gather-column':
      return [key.input(node)]
    case 'gather-buffer':
      return [key.buffer(node)]
    case 'scalar':
      return [key.scalar(node)]
    case 'difference':
      return [key.runningSum(plan.graph.nodes[node.args[0]!]!)]
    case 'extreme':
      return [key.members(plan.graph.nodes[node.args[0]!]!)]
    default:
      return []
  }
}

function keysOfSink({ kind, node, name }: Sink): string[] {
  switch (kind) {
    case 'output':
      return [key.output(name!), key.result(name!)]
    case 'buffer':
      return [key.buffer(node)]
    case 'members':
      return [key.members(node)]
    case 'running-sum':
      return [key.runningSum(node)]
  }
}

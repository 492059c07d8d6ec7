// The second backend: one generated JavaScript function a pass. Flags are 0/1 and choices are masks, since
// branches on data cost more than both arms. The fallback where WebAssembly SIMD is missing.
import type { Node } from '../graph/graph.ts'
import { isNarrow } from '../graph/graph.ts'
import type { Kernel, Loaded, OutputColumn } from './kernel.ts'
import { cellsOf, outputStorage, scalarValues } from './kernel.ts'
import type { Pass, Plan, Source } from './plan.ts'
import { isNarrowSum } from './plan.ts'
import type { Population, Rows } from './population.ts'

type PassFunction = (p0: number, p1: number, h0: number, h1: number) => void
/** Arrays and scalars by the name that the generated code uses. */
type Bindings = Record<string, ArrayLike<number> | number>

/** Generates a kernel. Names in the code are made of node numbers alone. Needs leave to evaluate code. */
export function javascriptKernel(plan: Plan): Kernel {
  const names = bindingNames(plan)
  const body = `'use strict'\nreturn [${plan.passes.map((pass) => passCode(pass, plan)).join(',\n')}]`
  // oxlint-disable-next-line typescript/no-implied-eval, no-new-func -- the generated kernel
  const make = new Function('bindings', `const { ${names.join(', ')} } = bindings\n${body}`) as (
    bindings: Bindings,
  ) => PassFunction[]
  return { plan, load: (population, rows, date) => load(plan, make, { population, rows, date }) }
}

function load(
  plan: Plan,
  make: (bindings: Bindings) => PassFunction[],
  { population, rows, date }: { population: Population; rows: Rows; date: number },
): Loaded {
  const { memory } = population
  const bindings: Bindings = { offsets: rows.offsets.values, index: population.indexOf(rows).values }
  for (const node of plan.inputs) bindings[`c${node.id}`] = cellsOf(node, rows).values
  for (const [node, value] of scalarValues(plan, date)) bindings[`n${node.id}`] = value
  for (const node of plan.runningSums) {
    const length = plan.blockSize + 1
    bindings[`r${node.id}`] = isNarrowSum(node, plan.graph)
      ? new Int32Array(length)
      : new Float64Array(length)
  }
  for (const node of plan.buffers) bindings[`b${node.id}`] = scratch(node, plan.blockSize)
  for (const node of plan.members) bindings[`m${node.id}`] = scratch(node, plan.blockSize)
  const addresses: number[] = []
  const outputs = new Map<string, OutputColumn>()
  plan.graph.outputs.forEach(({ name, node: id }, i) => {
    const node = plan.graph.nodes[id]!
    const column = memory.allocate(
      outputStorage(node),
      node.entity === 'person' ? rows.people : rows.households,
    )
    addresses.push(column.address)
    outputs.set(name, column.values)
    bindings[`o${i}`] = column.values
  })
  const passes = make(bindings)
  const blocks = population.blocksOf(rows, plan.blockSize)
  const run = (): void => {
    for (let b = 0; b < blocks.length; b += 4)
      for (const pass of passes) pass(blocks[b]!, blocks[b + 1]!, blocks[b + 2]!, blocks[b + 3]!)
  }
  const release = (): void => addresses.forEach((address) => memory.release(address))
  return { run, share: () => undefined, outputs, release }
}

const scratch = (node: Node, rows: number): OutputColumn =>
  isNarrow(node) ? new Int32Array(rows) : new Float64Array(rows)

function bindingNames(plan: Plan): string[] {
  return [
    'offsets',
    'index',
    ...plan.inputs.map(({ id }) => `c${id}`),
    ...plan.scalars.map(({ id }) => `n${id}`),
    ...plan.runningSums.map(({ id }) => `r${id}`),
    ...plan.buffers.map(({ id }) => `b${id}`),
    ...plan.members.map(({ id }) => `m${id}`),
    ...plan.graph.outputs.map((_, i) => `o${i}`),
  ]
}

function passCode({ entity, steps, sinks }: Pass, plan: Plan): string {
  const names = plan.graph.outputs.map(({ name }) => name)
  const person = entity === 'person'
  const row = person ? 'i' : 'h'
  const lines = steps.flatMap(({ node, source }) => {
    if (source === 'extreme') return extremeCode(node)
    const code = stepCode(node, source, row, plan)
    return code === undefined ? [] : [`const n${node.id} = ${code}`]
  })
  const sums = sinks.filter(({ kind }) => kind === 'running-sum').map(({ node }) => node)
  for (const { kind, node, name } of sinks) {
    const value = reference(node)
    if (kind === 'output')
      lines.push(`o${names.indexOf(name!)}[${row}] = ${value}${isNarrow(node) ? '' : ' + 0'}`)
    else if (kind === 'buffer') lines.push(`b${node.id}[h - h0] = ${value}`)
    else if (kind === 'members') lines.push(`m${node.id}[i - p0] = ${value}`)
    else
      lines.push(
        `r${node.id}[i - p0 + 1] = s${node.id} = s${node.id} + ${value}${isNarrowSum(node, plan.graph) ? ' | 0' : ''}`,
      )
  }
  const loop = person ? 'for (let i = p0; i < p1; i++)' : 'for (let h = h0; h < h1; h++)'
  const starts = sums.map(({ id }) => `let s${id} = 0`)
  const household =
    person && steps.some(({ source }) => source.startsWith('gather')) ? ['const h = index[i]'] : []
  const bounds = steps.some(({ source }) => ['difference', 'extreme', 'size'].includes(source))
    ? ['const from = offsets[h] - p0 | 0', 'const to = offsets[h + 1] - p0 | 0']
    : []
  return `(p0, p1, h0, h1) => {\n${starts.join('\n')}\n${loop} {\n${[...household, ...bounds, ...lines].join('\n')}\n}\n}`
}

const reference = (node: Node): string => (node.op === 'constant' ? `(${node.value})` : `n${node.id}`)

/** The least or greatest of the members' values: households are small, so their members are looked at one by one. */
function extremeCode({ id, op, args }: Node): string[] {
  const smaller = op === 'least' ? '<' : '>'
  return [
    `let n${id} = m${args[0]}[from]`,
    `for (let k = from + 1; k < to; k++) if (m${args[0]}[k] ${smaller} n${id}) n${id} = m${args[0]}[k]`,
  ]
}

function stepCode(
  node: Node,
  source: Exclude<Source, 'extreme'>,
  row: string,
  plan: Plan,
): string | undefined {
  const narrow = isNarrow(node) ? ' | 0' : ''
  switch (source) {
    case 'literal':
    case 'scalar':
      return undefined
    case 'column':
      return `c${node.id}[${row}]`
    case 'gather-column':
      return `c${node.id}[h]`
    case 'gather-buffer':
      return `b${node.id}[h - h0]`
    case 'size':
      return 'to - from | 0'
    case 'difference': {
      const summed = `r${node.args[0]}[to] - r${node.args[0]}[from]`
      return node.op === 'any' ? `((${summed} | 0) > 0 | 0)` : `${summed}${narrow}`
    }
    case 'compute':
      return computeCode(
        node,
        node.args.map((id) => plan.graph.nodes[id]!),
      )
  }
}

function computeCode(node: Node, args: readonly Node[]): string {
  const [a = '', b = '', c = ''] = args.map(reference)
  const narrow = isNarrow(node)
  const allNarrow = args.every(isNarrow)
  const cut = narrow ? ' | 0' : ''
  switch (node.op) {
    case 'add':
      return `${a} + ${b}${cut}`
    case 'subtract':
      return `${a} - ${b}${cut}`
    case 'multiply':
      return narrow && allNarrow ? `Math.imul(${a}, ${b})` : `${a} * ${b}${cut}`
    case 'minimum':
      return allNarrow ? choice(`(${a} < ${b} | 0)`, a, b) : `Math.min(${a}, ${b})${cut}`
    case 'maximum':
      return allNarrow ? choice(`(${a} > ${b} | 0)`, a, b) : `Math.max(${a}, ${b})${cut}`
    case 'floor':
      return `Math.floor(${a} / ${b})${cut}`
    case 'ceil':
      return `Math.ceil(${a} / ${b})${cut}`
    case 'half-up':
      return `Math.floor((${a} + ${b} * 0.5) / ${b})${cut}`
    case 'less':
      return `(${a} < ${b} | 0)`
    case 'less-equal':
      return `(${a} <= ${b} | 0)`
    case 'equal':
      return `(${a} === ${b} | 0)`
    case 'and':
      return `${a} & ${b}`
    case 'or':
      return `${a} | ${b}`
    case 'not':
      return `${a} ^ 1`
    case 'number':
      return a
    case 'choose':
      return isNarrow(args[1]!) && isNarrow(args[2]!) ? choice(a, b, c) : `${c} + (${b} - ${c}) * ${a}${cut}`
    default:
      throw new Error(`no code for ${node.op}`)
  }
}

/** a where c is 1, b where it is 0, without a branch. */
const choice = (c: string, a: string, b: string): string => `${b} ^ (${a} ^ ${b}) & -${c}`

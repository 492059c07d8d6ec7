// A WebAssembly module in bytes: only the few sections and instructions that the kernels need.

import { MOST_PAGES } from './memory.ts'

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = []
  let rest = value >>> 0
  do {
    const more = rest > 127
    bytes.push((rest & 127) | (more ? 128 : 0))
    rest >>>= 7
  } while (rest > 0)
  return bytes
}

/** Signed LEB128 of a 32-bit integer. */
function signed(value: number): number[] {
  const bytes: number[] = []
  let rest = value | 0
  for (;;) {
    const byte = rest & 127
    rest >>= 7
    const done = (rest === 0 && (byte & 64) === 0) || (rest === -1 && (byte & 64) !== 0)
    bytes.push(done ? byte : byte | 128)
    if (done) return bytes
  }
}

const I32 = 0x7f
const V128 = 0x7b
type LocalType = 'i32' | 'v128'

/** SIMD instructions without immediates, by their number after the prefix 0xfd. */
const SIMD = {
  'i32x4.splat': 17,
  'f64x2.splat': 20,
  'i32x4.eq': 55,
  'i32x4.lt_s': 57,
  'i32x4.gt_s': 59,
  'i32x4.le_s': 61,
  'f64x2.eq': 71,
  'f64x2.lt': 73,
  'f64x2.le': 75,
  'v128.not': 77,
  'v128.and': 78,
  'v128.or': 80,
  'v128.bitselect': 82,
  'f64x2.ceil': 116,
  'f64x2.floor': 117,
  'i16x8.extend_low_i8x16_u': 137,
  'i32x4.neg': 161,
  'i32x4.extend_low_i16x8_u': 169,
  'i32x4.add': 174,
  'i32x4.sub': 177,
  'i32x4.mul': 181,
  'i32x4.min_s': 182,
  'i32x4.max_s': 184,
  'i64x2.extend_low_i32x4_s': 199,
  'i64x2.extend_high_i32x4_s': 200,
  'f64x2.add': 240,
  'f64x2.sub': 241,
  'f64x2.mul': 242,
  'f64x2.div': 243,
  'f64x2.min': 244,
  'f64x2.max': 245,
  'i32x4.trunc_sat_f64x2_s_zero': 252,
  'f64x2.convert_low_i32x4_s': 254,
} as const
export type SimdOp = keyof typeof SIMD

const SCALAR = { 'i32.add': 0x6a, 'i32.sub': 0x6b, 'i32.shl': 0x74, 'i32.lt_s': 0x48 } as const

/** The body of one function whose parameters (its first locals) are i32, without result. */
export class FunctionWriter {
  private readonly code: number[] = []
  private readonly locals: LocalType[] = []
  private readonly parameters: number

  constructor(parameters: number) {
    this.parameters = parameters
  }

  /** A new local's number. */
  local(type: LocalType): number {
    this.locals.push(type)
    return this.parameters + this.locals.length - 1
  }
  get(local: number): this {
    return this.bytes(0x20, ...unsigned(local))
  }
  set(local: number): this {
    return this.bytes(0x21, ...unsigned(local))
  }
  i32(value: number): this {
    return this.bytes(0x41, ...signed(value))
  }
  scalar(op: keyof typeof SCALAR): this {
    return this.bytes(SCALAR[op])
  }
  /** Address on the stack. */
  loadI32(offset = 0): this {
    return this.bytes(0x28, 2, ...unsigned(offset))
  }
  loadByte(offset = 0): this {
    return this.bytes(0x2d, 0, ...unsigned(offset))
  }
  loadF64(offset = 0): this {
    return this.bytes(0x2b, 3, ...unsigned(offset))
  }
  simd(op: SimdOp): this {
    return this.bytes(0xfd, ...unsigned(SIMD[op]))
  }
  loadVector(offset = 0): this {
    return this.bytes(0xfd, 0, 0, ...unsigned(offset))
  }
  /** Four bytes into the lowest lane. */
  loadVector32(offset = 0): this {
    return this.bytes(0xfd, 92, 0, ...unsigned(offset))
  }
  /** Address and vector on the stack. */
  storeVector(offset = 0): this {
    return this.bytes(0xfd, 11, 0, ...unsigned(offset))
  }
  /** Target, source and number of bytes on the stack. */
  copyMemory(): this {
    return this.bytes(0xfc, 10, 0, 0)
  }
  /** Address and vector on the stack; the vector with one lane loaded. */
  loadLane(bits: 32 | 64, lane: number): this {
    return this.bytes(0xfd, bits === 32 ? 86 : 87, 0, 0, lane)
  }
  extractLane(lane: number): this {
    return this.bytes(0xfd, 27, lane)
  }
  replaceLane(lane: number): this {
    return this.bytes(0xfd, 28, lane)
  }
  /** 32-bit lanes out of two vectors: 0 to 3 of the first, 4 to 7 of the second. */
  shuffle(...lanes: [number, number, number, number]): this {
    return this.bytes(0xfd, 13, ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte)))
  }
  constI32(value: number): this {
    const cell = new Uint8Array(Int32Array.of(value, value, value, value).buffer)
    return this.bytes(0xfd, 12, ...cell)
  }
  constF64(value: number): this {
    return this.bytes(0xfd, 12, ...new Uint8Array(Float64Array.of(value, value).buffer))
  }
  /** `do { body } while (condition)`; the body leaves the condition on the stack. */
  loop(body: () => void): this {
    this.bytes(0x03, 0x40)
    body()
    return this.bytes(0x0d, 0, 0x0b)
  }

  /** The function's entry in the code section. */
  encode(): number[] {
    const locals = this.locals.map((type) => [1, type === 'i32' ? I32 : V128])
    const body = [...unsigned(locals.length), ...locals.flat()]
    return [...unsigned(body.length + this.code.length + 1), ...body, ...this.code, 0x0b]
  }

  private bytes(...bytes: number[]): this {
    for (const byte of bytes) this.code.push(byte)
    return this
  }
}

/** A module that imports the shared memory `e.m` and exports its functions as `p0`, `p1` … */
export function encodeModule(
  functions: readonly FunctionWriter[],
  parameters: number,
): Uint8Array<ArrayBuffer> {
  const section = (id: number, content: number[]): number[] => [id, ...unsigned(content.length), ...content]
  const vector = (items: readonly number[][]): number[] => [...unsigned(items.length), ...items.flat()]
  const name = (text: string): number[] => {
    const bytes = [...new TextEncoder().encode(text)]
    return [...unsigned(bytes.length), ...bytes]
  }
  const type = [0x60, ...vector(Array.from({ length: parameters }, () => [I32])), 0]
  const memory = [...name('e'), ...name('m'), 0x02, 0x03, 1, ...unsigned(MOST_PAGES)]
  const exports = functions.map((_, i) => [...name(`p${i}`), 0x00, ...unsigned(i)])
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
  const before = [
    ...header,
    ...section(1, vector([type])),
    ...section(2, vector([memory])),
    ...section(3, vector(functions.map(() => [0]))),
    ...section(7, vector(exports)),
  ]
  const bodies = functions.map((writer) => writer.encode())
  const size = bodies.reduce((total, body) => total + body.length, 0)
  const count = unsigned(bodies.length)
  return Uint8Array.from([before, [10], unsigned(size + count.length), count, ...bodies].flat())
}

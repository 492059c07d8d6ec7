// Where columns lie: one shared WebAssembly memory, from which kernels and other threads read without a copy. Where
// there is none, columns are plain arrays.
import { LawError } from '../error.ts'

export type Numbers = Uint8Array | Int32Array | Float64Array
export type Storage = 'u8' | 'i32' | 'f64'

export const bytesOf: Readonly<Record<Storage, 1 | 4 | 8>> = { u8: 1, i32: 4, f64: 8 }
const ARRAYS = { u8: Uint8Array, i32: Int32Array, f64: Float64Array } as const
type ArrayOf<S extends Storage> = InstanceType<(typeof ARRAYS)[S]>

/** Cells in the memory; `address` is 0 where there is no memory. */
export interface Placed<S extends Storage = Storage> {
  readonly address: number
  readonly values: ArrayOf<S>
}

const PAGE = 65_536
/** 4 GiB: all that 32-bit addresses reach. */
export const MOST_PAGES = 65_536
const ALIGNMENT = 64
/** Rows beyond the last that a kernel may read or write. */
export const PADDING = 8

/** Whether this runtime can share a memory between threads. */
export const canShare = (): boolean =>
  typeof WebAssembly === 'object' && typeof SharedArrayBuffer === 'function'

interface Gap {
  address: number
  bytes: number
}

export class ColumnMemory {
  readonly memory: WebAssembly.Memory | undefined
  /** Address 0 is nobody's. */
  private end = ALIGNMENT
  private readonly sizes = new Map<number, number>()
  private readonly gaps: Gap[] = []

  constructor() {
    this.memory = canShare()
      ? new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true })
      : undefined
  }

  /** Rows of their own, with padding behind them; what they hold is left over. Throws `columns_refused` beyond 4 GiB. */
  allocate<S extends Storage>(storage: S, rows: number): Placed<S> {
    const Cells = ARRAYS[storage] as unknown as {
      new (rows: number): ArrayOf<S>
      new (buffer: ArrayBufferLike, address: number, rows: number): ArrayOf<S>
    }
    if (!this.memory) return { address: 0, values: new Cells(rows) }
    const bytes = Math.ceil(((rows + PADDING) * bytesOf[storage]) / ALIGNMENT) * ALIGNMENT
    const address = this.take(bytes)
    return { address, values: new Cells(this.memory.buffer, address, rows) }
  }

  /** Gives rows back; views of them must not be used any more. */
  release(address: number): void {
    const bytes = this.sizes.get(address)
    if (bytes === undefined) return
    this.sizes.delete(address)
    this.gaps.push({ address, bytes })
    this.joinGaps()
  }

  private take(bytes: number): number {
    const gap = this.gaps.find((each) => each.bytes >= bytes)
    const address = gap?.address ?? this.end
    if (gap) {
      gap.address += bytes
      gap.bytes -= bytes
      if (gap.bytes === 0) this.gaps.splice(this.gaps.indexOf(gap), 1)
    } else this.grow(this.end + bytes)
    this.sizes.set(address, bytes)
    return address
  }

  private grow(end: number): void {
    const memory = this.memory!
    const missing = Math.ceil(end / PAGE) - memory.buffer.byteLength / PAGE
    if (Math.ceil(end / PAGE) > MOST_PAGES)
      throw new LawError('columns_refused', '数据超过 4 GiB，请分批测算。')
    if (missing > 0) memory.grow(missing)
    this.end = end
  }

  /** Neighbouring gaps become one, and one at the end is given back. */
  private joinGaps(): void {
    this.gaps.sort((a, b) => a.address - b.address)
    for (let i = this.gaps.length - 1; i > 0; i--) {
      const [before, after] = [this.gaps[i - 1]!, this.gaps[i]!]
      if (before.address + before.bytes !== after.address) continue
      before.bytes += after.bytes
      this.gaps.splice(i, 1)
    }
    const last = this.gaps.at(-1)
    if (last === undefined || last.address + last.bytes !== this.end) return
    this.end = last.address
    this.gaps.pop()
  }
}

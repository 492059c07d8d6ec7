/** Looks up 16-byte identifiers and short words without making a string of each. */
import type { RowCursor } from './rows.ts'

/** Identifiers by their number, and back: open addressing over four words each. */
export class IdIndex {
  private words: Uint32Array
  private table: Int32Array
  size = 0

  constructor(expected = 1024) {
    this.words = new Uint32Array(expected * 4)
    this.table = new Int32Array(tableSize(expected)).fill(-1)
  }

  /** The number of the identifier in the row's field; it is added when it is new. */
  add(row: RowCursor, field: number): number {
    const { bytes } = row
    const at = row.start(field)
    return this.addWords(
      bytes.readUInt32BE(at),
      bytes.readUInt32BE(at + 4),
      bytes.readUInt32BE(at + 8),
      bytes.readUInt32BE(at + 12),
    )
  }
  /** The number of the identifier in the row's field, or -1. */
  find(row: RowCursor, field: number): number {
    const { bytes } = row
    const at = row.start(field)
    return this.findWords(
      bytes.readUInt32BE(at),
      bytes.readUInt32BE(at + 4),
      bytes.readUInt32BE(at + 8),
      bytes.readUInt32BE(at + 12),
    )
  }
  /** Adds an identifier of 16 bytes. */
  addBytes(bytes: Uint8Array, at: number): number {
    return this.addWords(word(bytes, at), word(bytes, at + 4), word(bytes, at + 8), word(bytes, at + 12))
  }
  findBytes(bytes: Uint8Array, at: number): number {
    return this.findWords(word(bytes, at), word(bytes, at + 4), word(bytes, at + 8), word(bytes, at + 12))
  }
  /** Whether number a comes before number b as identifiers are ordered. */
  isBefore(a: number, b: number): boolean {
    for (let i = 0; i < 4; i++) {
      const [one, other] = [this.words[a * 4 + i]!, this.words[b * 4 + i]!]
      if (one !== other) return one < other
    }
    return false
  }
  /** Writes the identifier of a number into 16 bytes. */
  write(number: number, into: Uint8Array, at: number): void {
    for (let i = 0; i < 4; i++) {
      const value = this.words[number * 4 + i]!
      into[at + i * 4] = value >>> 24
      into[at + i * 4 + 1] = value >>> 16
      into[at + i * 4 + 2] = value >>> 8
      into[at + i * 4 + 3] = value
    }
  }

  private addWords(a: number, b: number, c: number, d: number): number {
    if (this.size * 2 >= this.table.length) this.grow()
    let slot = this.slotOf(a, b, c, d)
    for (; this.table[slot] !== -1; slot = (slot + 1) & (this.table.length - 1))
      if (this.isAt(this.table[slot]!, a, b, c, d)) return this.table[slot]!
    if (this.size * 4 === this.words.length) {
      const words = new Uint32Array(this.words.length * 2)
      words.set(this.words)
      this.words = words
    }
    this.words.set([a, b, c, d], this.size * 4)
    this.table[slot] = this.size
    return this.size++
  }
  private findWords(a: number, b: number, c: number, d: number): number {
    for (let slot = this.slotOf(a, b, c, d); ; slot = (slot + 1) & (this.table.length - 1)) {
      const number = this.table[slot]!
      if (number === -1 || this.isAt(number, a, b, c, d)) return number
    }
  }
  private isAt(number: number, a: number, b: number, c: number, d: number): boolean {
    const at = number * 4
    const { words } = this
    return words[at + 3] === d && words[at + 2] === c && words[at + 1] === b && words[at] === a
  }
  private slotOf(a: number, b: number, c: number, d: number): number {
    let hash = Math.imul(a, 0x85eb_ca6b) ^ Math.imul(b, 0xc2b2_ae35) ^ Math.imul(c, 0x27d4_eb2f) ^ d
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d)
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a_2d39)
    return (hash ^ (hash >>> 15)) & (this.table.length - 1)
  }
  private grow(): void {
    this.table = new Int32Array(this.table.length * 2).fill(-1)
    for (let number = 0; number < this.size; number++) {
      const at = number * 4
      const { words } = this
      let slot = this.slotOf(words[at]!, words[at + 1]!, words[at + 2]!, words[at + 3]!)
      while (this.table[slot] !== -1) slot = (slot + 1) & (this.table.length - 1)
      this.table[slot] = number
    }
  }
}

const tableSize = (expected: number): number => 2 ** Math.ceil(Math.log2(Math.max(16, expected * 2)))
const word = (bytes: Uint8Array, at: number): number =>
  ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0

/** `0190…` as it stands in the database, of 16 bytes. */
export function idText(bytes: Uint8Array, at: number): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset + at, 16).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
/** The 16 bytes of an identifier. */
export const idBytes = (text: string): Uint8Array => Buffer.from(text.replaceAll('-', ''), 'hex')

/** A few words, found by their bytes: names of facts, codes of a list. */
export class Words {
  private readonly table: Int32Array
  private readonly bytes: readonly Buffer[]

  constructor(words: readonly string[]) {
    this.bytes = words.map((each) => Buffer.from(each))
    this.table = new Int32Array(tableSize(words.length * 2)).fill(-1)
    this.bytes.forEach((each, number) => {
      let slot = this.slotOf(each, 0, each.length)
      while (this.table[slot] !== -1) slot = (slot + 1) & (this.table.length - 1)
      this.table[slot] = number
    })
  }

  /** The number of the word in the row's field, or -1. */
  find(row: RowCursor, field: number): number {
    const [start, length] = [row.start(field), row.length(field)]
    for (
      let slot = this.slotOf(row.bytes, start, length);
      this.table[slot] !== -1;
      slot = (slot + 1) & (this.table.length - 1)
    ) {
      const number = this.table[slot]!
      const candidate = this.bytes[number]!
      if (candidate.length === length && isEqual(candidate, row.bytes, start)) return number
    }
    return -1
  }

  private slotOf(bytes: Uint8Array, start: number, length: number): number {
    let hash = 0x811c_9dc5 ^ length
    for (let at = start, end = start + length; at < end; at++)
      hash = Math.imul(hash ^ bytes[at]!, 0x0100_0193)
    return (hash ^ (hash >>> 13)) & (this.table.length - 1)
  }
}

function isEqual(word: Buffer, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < word.length; i++) if (word[i] !== bytes[start + i]) return false
  return true
}

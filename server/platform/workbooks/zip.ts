/**
 * The parts of a zip archive, unpacked piece by piece. What the archive's own directory says of sizes is not
 * believed: bytes are counted as they come out.
 */
import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { problem } from './problems.ts'

export type Archive = {
  has: (name: string) => boolean
  /** The text of one part, in pieces that never cut a character in two. Empty when there is no such part. */
  text: (name: string) => AsyncGenerator<string>
}

type Entry = { packed: Buffer; stored: boolean }

/** @throws workbook_unreadable for what is no archive; while reading also beyond `most` unpacked bytes in all */
export function openArchive(content: Buffer, most: number): Archive {
  const entries = readDirectory(content)
  let unpacked = 0
  async function* text(name: string): AsyncGenerator<string> {
    const entry = entries.get(name)
    if (entry === undefined) return
    const source = Readable.from([entry.packed])
    const bytes = entry.stored ? source : source.pipe(createInflateRaw())
    const decoder = new TextDecoder('utf-8', { fatal: true })
    for await (const piece of bytes as AsyncIterable<Buffer>) {
      unpacked += piece.length
      if (unpacked > most) throw problem('workbook_unreadable')
      yield decoder.decode(piece, { stream: true })
    }
    yield decoder.decode()
  }
  return { has: (name) => entries.has(name), text }
}

const END = Buffer.from([0x50, 0x4b, 0x05, 0x06])
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const STORED = 0
const DEFLATED = 8

function readDirectory(content: Buffer): Map<string, Entry> {
  const end = content.lastIndexOf(END)
  if (end < 0 || end + 22 > content.length) throw problem('workbook_unreadable')
  const entries = new Map<string, Entry>()
  let at = content.readUInt32LE(end + 16)
  for (let left = content.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > content.length || content.readUInt32LE(at) !== ENTRY) throw problem('workbook_unreadable')
    const nameLength = content.readUInt16LE(at + 28)
    const name = content.toString('utf8', at + 46, at + 46 + nameLength)
    const entry = readEntry(content, at)
    if (entry !== undefined) entries.set(name.replace(/^\//, ''), entry)
    at += 46 + nameLength + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32)
  }
  return entries
}

/** Undefined for methods other than the two that workbooks use, and for encrypted parts. */
function readEntry(content: Buffer, at: number): Entry | undefined {
  const method = content.readUInt16LE(at + 10)
  const encrypted = (content.readUInt16LE(at + 8) & 1) === 1
  const start = content.readUInt32LE(at + 42)
  if (start + 30 > content.length || content.readUInt32LE(start) !== LOCAL)
    throw problem('workbook_unreadable')
  if (encrypted || (method !== STORED && method !== DEFLATED)) return undefined
  const from = start + 30 + content.readUInt16LE(start + 26) + content.readUInt16LE(start + 28)
  const to = from + content.readUInt32LE(at + 20)
  if (to > content.length) throw problem('workbook_unreadable')
  return { packed: content.subarray(from, to), stored: method === STORED }
}

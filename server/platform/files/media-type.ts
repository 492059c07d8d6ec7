/** What a file is, by its content; what it calls itself does not count. */

export type MediaType = { media_type: string; extension: string }

const office = 'application/vnd.openxmlformats-officedocument'
const known = {
  jpeg: { media_type: 'image/jpeg', extension: 'jpg' },
  png: { media_type: 'image/png', extension: 'png' },
  webp: { media_type: 'image/webp', extension: 'webp' },
  pdf: { media_type: 'application/pdf', extension: 'pdf' },
  docx: { media_type: `${office}.wordprocessingml.document`, extension: 'docx' },
  xlsx: { media_type: `${office}.spreadsheetml.sheet`, extension: 'xlsx' },
} as const

/** The type of a file that may be stored; undefined for everything else, macros included. */
export function findMediaType(content: Buffer): MediaType | undefined {
  if (startsWith(content, [0xff, 0xd8, 0xff])) return known.jpeg
  if (startsWith(content, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return known.png
  if (text(content, 0, 4) === 'RIFF' && text(content, 8, 12) === 'WEBP') return known.webp
  if (text(content, 0, 5) === '%PDF-') return known.pdf
  if (startsWith(content, [0x50, 0x4b, 0x03, 0x04])) return officeType(content)
  return undefined
}

function officeType(content: Buffer): MediaType | undefined {
  const names = listZipNames(content)
  if (!names.includes('[Content_Types].xml') || names.some((name) => /vbaProject\.bin$/i.test(name)))
    return undefined
  if (names.includes('word/document.xml')) return known.docx
  return names.includes('xl/workbook.xml') ? known.xlsx : undefined
}

/** Names in a zip's central directory; empty when it is torn. Nothing is unpacked. */
function listZipNames(content: Buffer): string[] {
  // The end record is 22 bytes and a comment of at most 65,535.
  const end = content.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > content.length || content.length - end > 65_557) return []
  const names: string[] = []
  let at = content.readUInt32LE(end + 16)
  const count = Math.min(content.readUInt16LE(end + 10), 10_000)
  while (names.length < count && at + 46 <= content.length && content.readUInt32LE(at) === 0x02014b50) {
    const nameLength = content.readUInt16LE(at + 28)
    names.push(content.toString('utf8', at + 46, at + 46 + nameLength))
    at += 46 + nameLength + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32)
  }
  return names
}

function startsWith(content: Buffer, bytes: number[]): boolean {
  return bytes.every((byte, at) => content[at] === byte)
}

function text(content: Buffer, from: number, to: number): string {
  return content.toString('latin1', from, to)
}

/** Reads a form with files: each part is hashed and counted while it arrives, and refused where it grows too long. */
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { problem } from '../problems/index.ts'

export type ReceivedFile = {
  field: string
  /** As the sender called it; clean it before use. */
  name: string
  content: Buffer
  sha256: Buffer
}
export type ReceivedForm = { fields: Record<string, string>; files: ReceivedFile[] }

export type MultipartLimits = {
  /** Bytes of one file; 10 MB otherwise. */
  file_size?: number
  /** Files in one form; 1 otherwise. */
  file_count?: number
}

export const tenMegabytes = 10 * 1024 * 1024

/** The whole form. Throws `unsupported_content` for other bodies and `too_large` beyond the limits. */
export async function readMultipart(request: FastifyRequest, limits: MultipartLimits): Promise<ReceivedForm> {
  if (!request.isMultipart()) throw problem('unsupported_content', { detail: '请以表单方式上传文件。' })
  const form: ReceivedForm = { fields: Object.create(null) as Record<string, string>, files: [] }
  const fileSize = limits.file_size ?? tenMegabytes
  const parts = request.parts({
    limits: { fileSize, files: limits.file_count ?? 1, fields: 50, fieldSize: 10_000, headerPairs: 50 },
  })
  for await (const part of parts) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') form.fields[part.fieldname] = part.value
      continue
    }
    const hash = createHash('sha256')
    const pieces: Buffer[] = []
    for await (const piece of part.file as AsyncIterable<Buffer>) {
      hash.update(piece)
      pieces.push(piece)
    }
    if (part.file.truncated) throw tooLong(part.fieldname, fileSize)
    const content = Buffer.concat(pieces)
    form.files.push({ field: part.fieldname, name: part.filename, content, sha256: hash.digest() })
  }
  return form
}

function tooLong(field: string, limit: number): Error {
  const megabytes = Math.floor(limit / 1024 / 1024)
  return problem('too_large', { field, detail: `单个文件不得超过 ${megabytes} MB，请压缩后重试。` })
}

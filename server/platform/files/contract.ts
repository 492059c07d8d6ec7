/** Files handed in: photos of evidence, scans, workbooks. */
import { z } from 'zod'
import { defineRoute, identifier } from '../http/contract.ts'

const tags = ['文件']

export const storedFile = z.object({
  file_id: identifier,
  name: z.string(),
  media_type: z.string(),
  byte_length: z.number().int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type StoredFile = z.infer<typeof storedFile>

export const uploadFile = defineRoute({
  method: 'POST',
  path: '/api/files',
  summary: '上传文件（表单字段 file；经办人可加 division_code、household_id；单个不超过 10 MB）',
  tags,
  access: 'signed_in',
  consumes: 'multipart',
  response: storedFile,
})

export const downloadFile = defineRoute({
  method: 'GET',
  path: '/api/files/:file_id',
  summary: '下载文件',
  tags,
  access: 'signed_in',
  params: z.object({ file_id: identifier }),
  response: z.any(),
  produces: 'application/octet-stream',
})

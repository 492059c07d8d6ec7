import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { divisionCode } from '../http/contract.ts'
import { implementMultipart, implementStream } from '../http/index.ts'
import type { Module } from '../http/index.ts'
import { problem as refuse } from '../problems/index.ts'
import { downloadFile, uploadFile } from './contract.ts'
import { contentDisposition } from './file-name.ts'
import { problem } from './problems.ts'
import { getFile, placeOf, storeFile } from './service.ts'

export const filesModule: Module = { name: 'files', routes }

const place = z.object({ division_code: divisionCode.optional(), household_id: z.uuid().optional() })

function routes(server: FastifyInstance): void {
  implementMultipart(
    server,
    uploadFile,
    async (act, { body }) => {
      const [file] = body.files
      if (file === undefined) throw problem('file_missing', { field: 'file' })
      const said = place.safeParse(body.fields)
      if (!said.success) throw refuse('invalid_input', { field: String(said.error.issues[0]?.path[0] ?? '') })
      const { division_code = null, household_id = null } = said.data
      return storeFile(act, file, await placeOf(act, { division_code, household_id }))
    },
    { requests_per_minute: 120 },
  )
  implementStream(server, downloadFile, async (act, { params }, reply) => {
    const { name, media_type, content } = await getFile(act, params.file_id)
    reply.type(media_type)
    reply.header('content-disposition', contentDisposition(name, media_type))
    // Whatever it is, it runs nothing and reaches nothing.
    reply.header('content-security-policy', "default-src 'none'; sandbox")
    return content
  })
}

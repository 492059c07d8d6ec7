/** Storing and reading files, in the act's transaction and under its caller's rows. */
import { createHash } from 'node:crypto'
import type { Act } from '../act.ts'
import { audit } from '../audit/index.ts'
import { notFound, problem as refuse } from '../problems/index.ts'
import type { StoredFile } from './contract.ts'
import { cleanFileName } from './file-name.ts'
import { findMediaType } from './media-type.ts'
import { problem } from './problems.ts'
import { findContent, findFile, findResidentDivision, insertContent, insertFile } from './queries.ts'

/** 10 MB, held by the table as well. */
const longest = 10 * 1024 * 1024

export type GivenFile = { name: string; content: Buffer }
/** Where the file belongs: the area whose staff see it, and the household whose members do. */
export type FilePlace = { division_code: string | null; household_id: string | null }

/** Throws `file_missing`, `too_large`, `file_type_refused`; 404 for an area that is not the caller's. */
export async function storeFile(act: Act, given: GivenFile, place: FilePlace): Promise<StoredFile> {
  const { content } = given
  if (content.length === 0) throw problem('file_missing', { field: 'file' })
  if (content.length > longest)
    throw refuse('too_large', { field: 'file', detail: '单个文件不得超过 10 MB。' })
  const type = findMediaType(content)
  if (type === undefined) throw problem('file_type_refused', { field: 'file' })
  const sha256 = createHash('sha256').update(content).digest()
  const { media_type } = type
  const name = cleanFileName(given.name, type.extension)
  const byte_length = content.length
  const uploaded_by = 'account_id' in act.caller ? act.caller.account_id : null
  await insertContent(act.tx, sha256, content)
  const row = { sha256, byte_length, media_type, name, ...place, uploaded_by, uploaded_at: act.now }
  const { file_id } = await insertFile(act.tx, row)
  await audit(act, {
    act: 'file.store',
    subject_kind: 'file',
    subject_id: file_id,
    division_code: place.division_code,
    detail: { sha256: sha256.toString('hex'), byte_length, media_type },
  })
  return { file_id, name, media_type, byte_length, sha256: sha256.toString('hex') }
}

/** Where a caller's own upload belongs, when nothing narrower was said. */
export async function placeOf(act: Act, said: Partial<FilePlace> = {}): Promise<FilePlace> {
  const { caller } = act
  if (caller.kind === 'resident') {
    const division_code = await findResidentDivision(act.tx, caller.household_id, caller.person_id)
    return { division_code, household_id: caller.household_id }
  }
  const area = 'area' in caller ? caller.area : null
  return { division_code: said.division_code ?? area, household_id: said.household_id ?? null }
}

/** The file and its content. Throws 404 for what the caller may not see. */
export async function getFile(
  act: Act,
  file_id: string,
): Promise<{ name: string; media_type: string; content: Buffer }> {
  const file = await findFile(act.tx, file_id)
  const stored = file && (await findContent(act.tx, file_id))
  if (file === undefined || stored === undefined) throw notFound()
  return { name: file.name, media_type: file.media_type, content: stored.content }
}

/** SQL of files. Rows are under row-level security; content is reached only through a row. */
import type { Transaction } from '../db/index.ts'

export async function insertContent(tx: Transaction, sha256: Buffer, content: Buffer): Promise<void> {
  await tx`insert into file_content (sha256, content) values (${sha256}, ${content}) on conflict do nothing`
}

export type NewFile = {
  sha256: Buffer
  byte_length: number
  media_type: string
  name: string
  division_code: string | null
  household_id: string | null
  uploaded_by: string | null
  uploaded_at: string
}

export async function insertFile(tx: Transaction, file: NewFile): Promise<{ file_id: string }> {
  const [row] = await tx<{ file_id: string }[]>`
    insert into file (sha256, byte_length, media_type, name, division_code, household_id, uploaded_by, uploaded_at)
    values (${file.sha256}, ${file.byte_length}, ${file.media_type}, ${file.name}, ${file.division_code},
      ${file.household_id}, ${file.uploaded_by}, ${file.uploaded_at}) returning file_id`
  return row as { file_id: string }
}

export type FileRow = {
  file_id: string
  name: string
  media_type: string
  byte_length: number
  sha256: Buffer
  household_id: string | null
  division_code: string | null
}

export async function findFile(tx: Transaction, file_id: string): Promise<FileRow | undefined> {
  const [row] = await tx<FileRow[]>`
    select file_id, name, media_type, byte_length::integer, sha256, household_id, division_code
    from file where file_id = ${file_id}`
  return row
}

export async function findContent(
  tx: Transaction,
  file_id: string,
): Promise<{ content: Buffer } | undefined> {
  const [row] = await tx<{ content: Buffer }[]>`
    select c.content from file f join file_content c on c.sha256 = f.sha256 where f.file_id = ${file_id}`
  return row
}

/** The area of a resident's household, or of the person: their files are seen by that area's office. */
export async function findResidentDivision(
  tx: Transaction,
  household_id: string | null,
  person_id: string,
): Promise<string | null> {
  const [row] = await tx<{ division_code: string | null }[]>`
    select coalesce(
      (select division_code from household where household_id = ${household_id}),
      (select division_code from person where person_id = ${person_id})) as division_code`
  return row?.division_code ?? null
}

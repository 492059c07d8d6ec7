import { createHash, randomUUID } from 'node:crypto'
import type { Transaction } from '../../server/platform/db/index.ts'

/** A photo that somebody has handed in; answers its id. */
export async function buildFile(
  tx: Transaction,
  { division_code, household_id = null }: { division_code: string; household_id?: string | null },
): Promise<string> {
  const content = Buffer.from(`photo ${randomUUID()}`)
  const sha256 = createHash('sha256').update(content).digest()
  await tx`insert into file_content (sha256, content) values (${sha256}, ${content})`
  const [row] = await tx<{ file_id: string }[]>`
    insert into file (sha256, byte_length, media_type, name, division_code, household_id)
    values (${sha256}, ${content.length}, 'image/jpeg', '照片.jpg', ${division_code}, ${household_id}) returning file_id`
  return row!.file_id
}

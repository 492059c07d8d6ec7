/** Photos and papers: sent first, then named by their id in whatever they belong to. */
import { request } from './api.ts'

/** Whose file it is, so that everybody who works on the case may open it. */
export type FileOwner = { household_id?: string | null; division_code?: string }

/** Sends one photo or paper; answers its id. Throws ProblemError. */
export async function sendFile(file: { name: string; blob: Blob }, owner: FileOwner = {}): Promise<string> {
  const form = new FormData()
  for (const [name, value] of Object.entries(owner)) if (value) form.append(name, value)
  const ending = file.blob.type === 'application/pdf' ? 'pdf' : file.blob.type === 'image/png' ? 'png' : 'jpg'
  form.append('file', file.blob, file.name.includes('.') ? file.name : `${file.name}.${ending}`)
  return (await request<{ file_id: string }>('POST', '/api/files', form)).file_id
}

/** Where a file is read. */
export function filePath(file_id: string): string {
  return `/api/files/${encodeURIComponent(file_id)}`
}

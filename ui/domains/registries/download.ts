/** A file that is asked for by POST, because what is asked for must not stand in an address. */
import { requestFile } from '../../shell/index.ts'

/** Saves the answer of a POST as a file. Throws ProblemError. */
export async function downloadBySending(path: string, body: unknown, name: string): Promise<void> {
  const address = URL.createObjectURL(await requestFile(path, { body }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

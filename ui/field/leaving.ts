/** Signing out clears the phone. While something is unsent, its holder is asked first, on a page of its own. */
import { listUnsent, readDevice } from './vault/vault.ts'
import { wipe } from './wipe.ts'

/** Whether the sign-out may go on now. */
export async function clearBeforeSignOut(): Promise<boolean> {
  if ((await readDevice()) === undefined) return true
  if ((await listUnsent()).length > 0) {
    location.assign('/field/leave')
    return false
  }
  await wipe('signed_out')
  return true
}

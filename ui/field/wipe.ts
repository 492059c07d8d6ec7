/** Clearing the phone: everything goes, the server is told, and what was lost is said once. */
import { fieldRoutes, type EndedBecause } from '../../server/casework/visits/field/contract.ts'
import { call } from '../shell/index.ts'
import { getField, resetField } from './state.ts'
import { listUnsent, readDevice, wipeVault } from './vault/vault.ts'

/** What still has to be told to the server; numbers only, nothing about anybody. */
const farewellKey = 'haihe.field.farewell'

type Farewell = { device_id: string; token: string; because: EndedBecause; unsent: string[] }

/** Wipes everything. `because` is what the server and the holder are told. */
export async function wipe(because: EndedBecause): Promise<void> {
  const device = await readDevice()
  const unsent = await listUnsent()
  const lost = getField()
    .visits.filter(({ visit_id }) => unsent.includes(visit_id))
    .map(({ title }) => title)
  if (device !== undefined) {
    const farewell: Farewell = { device_id: device.device_id, token: device.token, because, unsent }
    localStorage.setItem(farewellKey, JSON.stringify(farewell))
  }
  await wipeVault()
  resetField({ phase: 'wiped', wiped: { because, lost, lost_count: unsent.length } })
  await sayFarewell()
}

/** Tells the server what a wiped phone could not tell before; tried at every start until it arrives. */
export async function sayFarewell(): Promise<void> {
  const kept = localStorage.getItem(farewellKey)
  if (kept === null) return
  const { device_id, token, because, unsent } = JSON.parse(kept) as Farewell
  try {
    await call(
      fieldRoutes.check_device,
      { params: { device_id }, body: { token, purged: because, unsent } },
      { quiet: true },
    )
    localStorage.removeItem(farewellKey)
  } catch {
    // No network: the next start tries again.
  }
}

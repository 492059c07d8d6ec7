/**
 * The phone's store while it is open: seals what is written, opens what is read. Locking forgets the key; wiping
 * forgets everything. Nothing here knows the server.
 */
import * as database from './database.ts'
import type { KeptDevice, KeptVisitRow, VisitState } from './database.ts'
import { WrongPin, makeKeys, openBytes, openKeys, openValue, sealBytes, sealValue } from './keys.ts'
import type { FieldVisit, Owner, PhotoRef } from '../types.ts'

/** Present while the store is: lets the rest of the house know that there is something to wipe on signing out. */
const flag = 'haihe.field'

let dataKey: CryptoKey | undefined

export const isOpen = (): boolean => dataKey !== undefined

export function lock(): void {
  dataKey = undefined
}

function key(): CryptoKey {
  if (dataKey === undefined) throw new Error('the phone is locked')
  return dataKey
}

export async function createVault(
  pin: string,
  owner: Owner,
  device: Omit<KeptDevice, 'key' | 'keys' | 'failures' | 'owner'>,
): Promise<void> {
  const { kept, dataKey: made } = await makeKeys(pin)
  dataKey = made
  const sealed = await sealValue(made, owner, 'owner')
  await database.writeDevice({ ...device, key: 'device', keys: kept, failures: 0, owner: sealed })
  localStorage.setItem(flag, '1')
}

/**
 * Opens by the PIN. A wrong one is counted before it is tried, so that switching off gives no free guess. Answers how
 * many tries are left after a wrong one; undefined when it is open.
 */
export async function unlock(pin: string): Promise<number | undefined> {
  const device = await database.updateDevice(({ failures }) => ({ failures: failures + 1 }))
  if (device === undefined) throw new Error('there is nothing to open')
  // Closed in the middle of the last try: what should have been wiped then opens no more.
  if (device.failures > device.rules.wrong_pin_limit) return 0
  try {
    dataKey = await openKeys(device.keys, pin)
  } catch (error) {
    if (!(error instanceof WrongPin)) throw error
    return Math.max(0, device.rules.wrong_pin_limit - device.failures)
  }
  await database.updateDevice(() => ({ failures: 0 }))
  return undefined
}

export const readDevice = database.readDevice

/** Changes what is kept in the clear: clocks and rules. */
export const changeDevice = (
  part: Partial<Pick<KeptDevice, 'clock_offset_seconds' | 'contact_at' | 'business_date' | 'rules'>>,
): Promise<KeptDevice | undefined> => database.updateDevice(() => part)

/** The latest machine time that this phone has shown: setting its clock back gives no more time. */
export async function noteTime(now: number): Promise<number> {
  const device = await database
    .updateDevice(({ latest_seen }) => ({ latest_seen: Math.max(latest_seen, now) }))
    // The disk is full: what it knew before still holds.
    .catch(database.readDevice)
  return Math.max(device?.latest_seen ?? now, now)
}

/** The server has just said what time it is: from here the phone's clock is followed again. */
export const noteContact = (now: number): Promise<KeptDevice | undefined> =>
  database.updateDevice(() => ({ latest_seen: now }))

export async function readOwner(): Promise<Owner | undefined> {
  const device = await database.readDevice()
  return device && openValue<Owner>(key(), device.owner, 'owner')
}

export async function writeOwner(owner: Owner): Promise<void> {
  const sealed = await sealValue(key(), owner, 'owner')
  await database.updateDevice(() => ({ owner: sealed }))
}

/** How many visits are in which state; readable while locked. */
export async function countVisits(): Promise<{ kept: number; waiting: number; delivered: number }> {
  const rows = await database.readVisits()
  const count = (...states: VisitState[]) => rows.filter((row) => states.includes(row.state)).length
  return {
    kept: count('taken', 'writing', 'waiting', 'moved'),
    waiting: count('waiting', 'moved'),
    delivered: count('delivered'),
  }
}

/** Numbers of finished visits that have not arrived; readable while locked. */
export async function listUnsent(): Promise<string[]> {
  const rows = await database.readVisits()
  return rows.filter(({ state }) => state === 'waiting' || state === 'moved').map(({ visit_id }) => visit_id)
}

export type OpenVisit = FieldVisit & Pick<KeptVisitRow, 'state' | 'kept_at'>

export async function readVisits(): Promise<OpenVisit[]> {
  const rows = await database.readVisits()
  return Promise.all(
    rows.map(async ({ visit_id, state, kept_at, sealed }) => ({
      ...(await openValue<FieldVisit>(key(), sealed, `visit ${visit_id}`)),
      state,
      kept_at,
    })),
  )
}

export async function writeVisit({ state, kept_at, ...visit }: OpenVisit): Promise<void> {
  const { visit_id } = visit
  const sealed = await sealValue(key(), visit, `visit ${visit_id}`)
  await database.writeVisit({ visit_id, state, kept_at, sealed })
}

export const deleteVisit = database.deleteVisit
export const deletePhotos = database.deletePhotos

/** Keeps a photo or signature sealed; answers how it is named in a draft, with the hash of what was taken. */
export async function keepPhoto(visit_id: string, photo: { name: string; blob: Blob }): Promise<PhotoRef> {
  const photo_id = crypto.randomUUID()
  const bytes = await photo.blob.arrayBuffer()
  const sealed = await sealBytes(key(), bytes, `photo ${photo_id}`)
  await database.writePhoto({ photo_id, visit_id, sealed })
  return {
    photo_id,
    name: photo.name,
    media_type: photo.blob.type,
    byte_length: bytes.byteLength,
    sha256: hexOf(await crypto.subtle.digest('SHA-256', bytes)),
    file_id: null,
  }
}

/** Thrown when a photo is gone from the phone or was damaged there. */
export class UnreadablePhoto extends Error {}

/** Throws UnreadablePhoto. */
export async function readPhoto(photo: PhotoRef): Promise<Blob> {
  const row = await database.readPhoto(photo.photo_id)
  if (row === undefined) throw new UnreadablePhoto('the photo is not on this phone')
  const bytes = await openBytes(key(), row.sealed, `photo ${photo.photo_id}`).catch(() => {
    throw new UnreadablePhoto('the photo was damaged')
  })
  return new Blob([bytes], { type: photo.media_type })
}

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Nothing is left on the phone. */
export async function wipeVault(): Promise<void> {
  lock()
  await database.deleteAll()
  localStorage.removeItem(flag)
}

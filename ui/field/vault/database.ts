/**
 * What lies on the phone: one IndexedDB with three stores. `device` holds keys and clocks, no fact about anybody;
 * `visits` and `photos` hold sealed contents under numbers that tell nothing.
 */
import type { KeptKeys, Sealed } from './keys.ts'
import type { FieldRules } from '../types.ts'

/** The phone as it is kept in the clear. */
export type KeptDevice = {
  key: 'device'
  device_id: string
  /** Answers one question of the server's: may this phone go on? */
  token: string
  keys: KeptKeys
  /** Wrong PINs in a row; counted before they are tried. */
  failures: number
  /** The latest machine time seen: setting the clock back does not give more time. */
  latest_seen: number
  clock_offset_seconds: number
  /** Machine time of the last word of the server's; null before the first. */
  contact_at: number | null
  business_date: string
  rules: FieldRules
  /** Who holds it and with whom they may go; sealed. */
  owner: Sealed
}

export type VisitState = 'taken' | 'writing' | 'waiting' | 'moved' | 'delivered'
export type KeptVisitRow = { visit_id: string; state: VisitState; kept_at: number; sealed: Sealed }
export type KeptPhotoRow = { photo_id: string; visit_id: string; sealed: Sealed }

type Stores = { device: KeptDevice; visits: KeptVisitRow; photos: KeptPhotoRow }
type StoreName = keyof Stores

const name = 'haihe-field-visits'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1)
    asked.addEventListener('upgradeneeded', () => {
      const database = asked.result
      database.createObjectStore('device', { keyPath: 'key' })
      database.createObjectStore('visits', { keyPath: 'visit_id' })
      database.createObjectStore('photos', { keyPath: 'photo_id' }).createIndex('visit_id', 'visit_id')
    })
    asked.addEventListener('success', () => {
      // Another window wipes it: let go at once.
      asked.result.addEventListener('versionchange', () => asked.result.close())
      resolve(asked.result)
    })
    asked.addEventListener('error', () => reject(asked.error ?? new Error('the store could not be opened')))
  })
}

/** One transaction over the stores; resolves when it is on the disk. */
async function run<Result>(
  stores: StoreName[],
  mode: IDBTransactionMode,
  act: (store: (name: StoreName) => IDBObjectStore) => IDBRequest<Result> | undefined,
): Promise<Result | undefined> {
  const database = await open()
  try {
    return await new Promise((resolve, reject) => {
      // `strict`: what is said to be kept survives a battery that dies in the same second.
      const transaction = database.transaction(stores, mode, { durability: 'strict' })
      const asked = act((each) => transaction.objectStore(each))
      transaction.addEventListener('complete', () => resolve(asked?.result))
      const fail = () => reject(transaction.error ?? new Error('the store refused'))
      transaction.addEventListener('error', fail)
      transaction.addEventListener('abort', fail)
    })
  } finally {
    database.close()
  }
}

export async function readDevice(): Promise<KeptDevice | undefined> {
  return run<KeptDevice | undefined>(['device'], 'readonly', (store) => store('device').get('device'))
}

export async function writeDevice(device: KeptDevice): Promise<void> {
  await run(['device'], 'readwrite', (store) => store('device').put(device))
}

/** Changes what is kept of the phone in one go, so that no count of wrong PINs is written over. */
export async function updateDevice(
  change: (device: KeptDevice) => Partial<KeptDevice>,
): Promise<KeptDevice | undefined> {
  let changed: KeptDevice | undefined
  await run(['device'], 'readwrite', (store) => {
    const asked: IDBRequest<KeptDevice | undefined> = store('device').get('device')
    asked.addEventListener('success', () => {
      if (asked.result === undefined) return
      changed = { ...asked.result, ...change(asked.result) }
      store('device').put(changed)
    })
    return undefined
  })
  return changed
}

export async function readVisits(): Promise<KeptVisitRow[]> {
  return (await run<KeptVisitRow[]>(['visits'], 'readonly', (store) => store('visits').getAll())) ?? []
}

export async function writeVisit(row: KeptVisitRow): Promise<void> {
  await run(['visits'], 'readwrite', (store) => store('visits').put(row))
}

export async function readPhoto(photo_id: string): Promise<KeptPhotoRow | undefined> {
  return run<KeptPhotoRow | undefined>(['photos'], 'readonly', (store) => store('photos').get(photo_id))
}

export async function writePhoto(row: KeptPhotoRow): Promise<void> {
  await run(['photos'], 'readwrite', (store) => store('photos').put(row))
}

export async function deletePhotos(photo_ids: readonly string[]): Promise<void> {
  await run(['photos'], 'readwrite', (store) => {
    for (const photo_id of photo_ids) store('photos').delete(photo_id)
    return undefined
  })
}

/** A visit with all its photos and signatures. */
export async function deleteVisit(visit_id: string): Promise<void> {
  await run(['visits', 'photos'], 'readwrite', (store) => {
    store('visits').delete(visit_id)
    const asked = store('photos').index('visit_id').openKeyCursor(visit_id)
    asked.addEventListener('success', () => {
      const cursor = asked.result
      if (cursor === null) return
      store('photos').delete(cursor.primaryKey)
      cursor.continue()
    })
    return undefined
  })
}

/** Everything. What other windows still hold open is emptied all the same. */
export async function deleteAll(): Promise<void> {
  await run(['device', 'visits', 'photos'], 'readwrite', (store) => {
    for (const each of ['device', 'visits', 'photos'] as const) store(each).clear()
    return undefined
  })
  await new Promise<void>((resolve) => {
    const asked = indexedDB.deleteDatabase(name)
    for (const event of ['success', 'error', 'blocked']) asked.addEventListener(event, () => resolve())
  })
}

/**
 * The keys of a phone. What is kept is sealed by a data key; the data key is sealed by one that is made of the number
 * (PIN) that its holder types and of a secret of this browser that no script can read out. Neither alone opens it.
 */

/** PBKDF2 rounds with SHA-256; a quarter of a second on a slow phone, paid for every guess. */
const rounds = 600_000

export type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }

/** What is kept of the keys; without the PIN it opens nothing. */
export type KeptKeys = {
  secret: CryptoKey
  salt: Uint8Array<ArrayBuffer>
  rounds: number
  sealedKey: Sealed
}

/** Thrown when a PIN opens nothing, or when what was kept has been tampered with. */
export class WrongPin extends Error {}

const text = new TextEncoder()
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** Seals bytes for one place; opened for another it fails. */
export async function sealBytes(key: CryptoKey, bytes: BufferSource, place: string): Promise<Sealed> {
  const iv = random(12)
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: text.encode(place) },
    key,
    bytes,
  )
  return { iv, data }
}

/** Throws when the key or the place is another, or anything was changed. */
export function openBytes(key: CryptoKey, sealed: Sealed, place: string): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: sealed.iv, additionalData: text.encode(place) },
    key,
    sealed.data,
  )
}

export async function sealValue(key: CryptoKey, value: unknown, place: string): Promise<Sealed> {
  return sealBytes(key, text.encode(JSON.stringify(value)), place)
}

export async function openValue<Value>(key: CryptoKey, sealed: Sealed, place: string): Promise<Value> {
  return JSON.parse(new TextDecoder().decode(await openBytes(key, sealed, place))) as Value
}

const keyPlace = 'data key'

async function pinKey(pin: string, kept: Pick<KeptKeys, 'secret' | 'salt' | 'rounds'>): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', text.encode(pin), 'PBKDF2', false, ['deriveBits'])
  const stretched = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: kept.salt, iterations: kept.rounds },
    typed,
    256,
  )
  const joined = await crypto.subtle.sign('HMAC', kept.secret, stretched)
  return crypto.subtle.importKey('raw', joined, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

const importDataKey = (raw: BufferSource) =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

/** New keys for a PIN: what is kept, and the data key in hand. */
export async function makeKeys(pin: string): Promise<{ kept: KeptKeys; dataKey: CryptoKey }> {
  const secret = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [
    'sign',
  ])
  const parts = { secret, salt: random(16), rounds }
  const raw = random(32)
  const sealedKey = await sealBytes(await pinKey(pin, parts), raw, keyPlace)
  return { kept: { ...parts, sealedKey }, dataKey: await importDataKey(raw) }
}

/** The data key, by the PIN. Throws WrongPin. */
export async function openKeys(kept: KeptKeys, pin: string): Promise<CryptoKey> {
  try {
    return await importDataKey(await openBytes(await pinKey(pin, kept), kept.sealedKey, keyPlace))
  } catch {
    throw new WrongPin('the PIN opens nothing')
  }
}

/** PINs that anybody tries first: one digit repeated, runs up or down. */
export function isWeakPin(pin: string): boolean {
  if (!/^\d{6,12}$/.test(pin)) return true
  const steps = new Set([...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at])))
  return steps.size === 1 && [0, 1, -1].includes([...steps][0] ?? 2)
}

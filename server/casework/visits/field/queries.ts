/** SQL of phones and of what they hold. */
import type { Transaction } from '../../../platform/db/index.ts'
import type { EndedBecause } from './contract.ts'

export async function insertDevice(
  tx: Transaction,
  device: { token_hash: Buffer; account_id: string; post_id: string; name: string; now: string },
): Promise<string> {
  const [row] = await tx<{ device_id: string }[]>`
    insert into field_device (token_hash, account_id, post_id, name, registered_at, last_seen_at)
    values (${device.token_hash}, ${device.account_id}, ${device.post_id}, ${device.name}, ${device.now}, ${device.now})
    returning device_id`
  return row!.device_id
}

export type DeviceRow = {
  device_id: string
  account_id: string
  post_id: string
  ended_because: EndedBecause | null
}

/** One of the caller's own phones. */
export async function findDevice(tx: Transaction, device_id: string): Promise<DeviceRow | undefined> {
  const [row] = await tx<DeviceRow[]>`
    select device_id, account_id, post_id, ended_because from field_device where device_id = ${device_id}`
  return row
}

export type DeviceListRow = {
  device_id: string
  name: string
  registered_at: string
  last_seen_at: string
  ended_because: EndedBecause | null
  purged_at: string | null
  copy_count: number
}

/** The account's phones, the latest first: those in use, and those that ended of late. */
export function listDevices(
  tx: Transaction,
  filter: { account_id: string; ended_after: string },
): Promise<DeviceListRow[]> {
  return tx<DeviceListRow[]>`
    select d.device_id, d.name, d.registered_at, d.last_seen_at, d.ended_because, d.purged_at,
      (select count(*)::int from visit_copy k where k.device_id = d.device_id and k.ended_at is null) as copy_count
    from field_device d
    where d.account_id = ${filter.account_id} and (d.ended_at is null or d.ended_at > ${filter.ended_after}::timestamptz)
    order by d.registered_at desc limit 50`
}

/** A phone by its token, with whether its account and post still hold. Runs as the application's login. */
export type DeviceState = DeviceRow & {
  purged_at: string | null
  account_active: boolean
  post_holds: boolean
}

export async function findDeviceByToken(
  tx: Transaction,
  device: { device_id: string; token_hash: Buffer; today: string },
): Promise<DeviceState | undefined> {
  const [row] = await tx<DeviceState[]>`
    select d.device_id, d.account_id, d.post_id, d.ended_because, d.purged_at, a.state = 'active' as account_active,
      p.valid @> ${device.today}::date as post_holds
    from field_device d join account a using (account_id) join post p on p.post_id = d.post_id
    where d.device_id = ${device.device_id} and d.token_hash = ${device.token_hash} for no key update of d`
  return row
}

export async function markSeen(tx: Transaction, device_id: string, now: string): Promise<void> {
  await tx`update field_device set last_seen_at = ${now} where device_id = ${device_id}`
}

/** Ends a phone, once: the first reason stays. */
export async function endDevice(
  tx: Transaction,
  end: { device_id: string; because: EndedBecause; now: string },
): Promise<boolean> {
  const done = await tx`
    update field_device set ended_at = ${end.now}, ended_because = ${end.because}
    where device_id = ${end.device_id} and ended_at is null`
  return done.count === 1
}

export async function markPurged(tx: Transaction, device_id: string, now: string): Promise<void> {
  await tx`update field_device set purged_at = ${now} where device_id = ${device_id} and purged_at is null`
}

export type CopyRow = {
  visit_id: string
  device_id: string
  brief_code: string
  taken_on: string
  taken_at: string
  expires_at: string
  ended_because: 'delivered' | 'put_back' | 'over' | 'purged' | null
}

export async function findCopy(
  tx: Transaction,
  copy: { visit_id: string; device_id: string },
): Promise<CopyRow | undefined> {
  const [row] = await tx<CopyRow[]>`
    select visit_id, device_id, brief_code, taken_on, taken_at, expires_at, ended_because
    from visit_copy where visit_id = ${copy.visit_id} and device_id = ${copy.device_id}`
  return row
}

/**
 * Gives a copy. One that is still on the phone is brought up to date and runs out when it would have; one that ended
 * or ran out begins anew. Answers when it runs out.
 */
export async function upsertCopy(tx: Transaction, copy: Omit<CopyRow, 'ended_because'>): Promise<string> {
  const live = tx`visit_copy.ended_at is null and visit_copy.expires_at > excluded.taken_at`
  const [row] = await tx<{ expires_at: string }[]>`
    insert into visit_copy (visit_id, device_id, brief_code, taken_on, taken_at, expires_at)
    values (${copy.visit_id}, ${copy.device_id}, ${copy.brief_code}, ${copy.taken_on}, ${copy.taken_at}, ${copy.expires_at})
    on conflict (visit_id, device_id) do update set brief_code = excluded.brief_code,
      taken_on = case when ${live} then visit_copy.taken_on else excluded.taken_on end,
      taken_at = case when ${live} then visit_copy.taken_at else excluded.taken_at end,
      expires_at = case when ${live} then visit_copy.expires_at else excluded.expires_at end,
      ended_at = null, ended_because = null
    returning expires_at`
  return row!.expires_at
}

export async function endCopies(
  tx: Transaction,
  end: {
    device_id: string
    visit_ids: readonly string[]
    because: 'delivered' | 'put_back' | 'over'
    now: string
  },
): Promise<number> {
  const done = await tx`
    update visit_copy set ended_at = ${end.now}, ended_because = ${end.because}
    where device_id = ${end.device_id} and visit_id = any (${end.visit_ids as string[]}::uuid[]) and ended_at is null`
  return done.count
}

/** All that a phone still held is gone with it; answers of which visits. */
export async function purgeCopies(
  tx: Transaction,
  device_id: string,
  now: string,
): Promise<{ visit_id: string }[]> {
  return tx<{ visit_id: string }[]>`
    update visit_copy set ended_at = ${now}, ended_because = 'purged'
    where device_id = ${device_id} and ended_at is null returning visit_id`
}

/** Hashes of files that the caller may see, by their ids. */
export function listHashes(
  tx: Transaction,
  file_ids: readonly string[],
): Promise<{ file_id: string; sha256: string }[]> {
  return tx<{ file_id: string; sha256: string }[]>`
    select file_id, encode(sha256, 'hex') as sha256 from file where file_id = any (${file_ids as string[]}::uuid[])`
}

export function listRules(
  tx: Transaction,
  today: string,
): Promise<{ code: string; label: string; source_mark: string | null }[]> {
  return tx<{ code: string; label: string; source_mark: string | null }[]>`
    select code, label, source_mark from dictionary_entry
    where dictionary = 'field_rule' and valid @> ${today}::date`
}

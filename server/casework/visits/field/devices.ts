/**
 * Phones that may take visits along. A phone belongs to one account in one post and ends with either: it asks by its
 * own token, signed in or not, and is told to wipe itself.
 */
import type { Act, Caller } from '../../../platform/act.ts'
import { audit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/jobs/index.ts'
import { notFound } from '../../../platform/problems/index.ts'
import { hashOfToken, newToken, shift } from '../../../platform/sessions/index.ts'
import { mayVisit } from '../../access.ts'
import { problem as caseProblem } from '../../problems.ts'
import type { EndedBecause } from './contract.ts'
import { endedTexts } from './model.ts'
import { problem } from './problems.ts'
import * as queries from './queries.ts'
import type { DeviceListRow, DeviceRow, DeviceState } from './queries.ts'

type Visitor = Extract<Caller, { kind: 'staff' }>

/** @throws case_not_yours (403) for posts that visit nobody */
export function visitorOf(act: Act): Visitor {
  if (act.caller.kind !== 'staff' || !mayVisit(act.caller)) throw caseProblem('case_not_yours')
  return act.caller
}

/** Registers a phone for the caller's present post; the token is answered once and kept as its hash. */
export async function registerDevice(act: Act, name: string): Promise<{ device_id: string; token: string }> {
  const { account_id, post_id } = visitorOf(act)
  const token = newToken()
  const device_id = await queries.insertDevice(act.tx, {
    token_hash: hashOfToken(token),
    account_id,
    post_id,
    name,
    now: act.now,
  })
  await audit(act, { act: 'field_device.register', subject_kind: 'field_device', subject_id: device_id })
  return { device_id, token }
}

/** Those in use, and those that ended within a month. */
export function listDevices(act: Act): Promise<DeviceListRow[]> {
  const { account_id } = visitorOf(act)
  return queries.listDevices(act.tx, { account_id, ended_after: shift(act.now, -30 * 24 * 60) })
}

/** The caller's phone in this post. @throws not_found, field_device_ended (409), field_device_other_post (409) */
export async function getDevice(act: Act, device_id: string): Promise<DeviceRow> {
  const { post_id } = visitorOf(act)
  const device = await queries.findDevice(act.tx, device_id)
  if (device === undefined) throw notFound()
  if (device.ended_because !== null) {
    throw problem('field_device_ended', { detail: endedTexts[device.ended_because] })
  }
  if (device.post_id !== post_id) throw problem('field_device_other_post')
  return device
}

/** Nothing more comes from it, and it wipes itself at its next contact. */
export async function reportDeviceLost(act: Act, device_id: string): Promise<void> {
  visitorOf(act)
  if ((await queries.findDevice(act.tx, device_id)) === undefined) throw notFound()
  if (await queries.endDevice(act.tx, { device_id, because: 'lost', now: act.now })) {
    await audit(act, { act: 'field_device.lose', subject_kind: 'field_device', subject_id: device_id })
  }
}

export type DeviceQuestion = {
  device_id: string
  token: string
  /** The phone has wiped itself, and why. */
  purged: EndedBecause | null
  /** Finished visits that were on it, unsent, when it did. */
  unsent: string[]
}

/**
 * Answers why a phone has ended, null while it may go on. Runs as the application's login: whoever asks may have no
 * session any more. @throws not_found for a token that was never given
 */
export async function checkDevice(act: Act, asked: DeviceQuestion): Promise<EndedBecause | null> {
  const device = await queries.findDeviceByToken(act.tx, {
    device_id: asked.device_id,
    token_hash: hashOfToken(asked.token),
    today: act.today,
  })
  if (device === undefined) throw notFound()
  await queries.markSeen(act.tx, device.device_id, act.now)
  const because = device.ended_because ?? reasonToEnd(device) ?? asked.purged
  if (because === null) return null
  if (await queries.endDevice(act.tx, { device_id: device.device_id, because, now: act.now })) {
    await audit(act, {
      act: 'field_device.end',
      subject_kind: 'field_device',
      subject_id: device.device_id,
      detail: { because },
    })
  }
  if (asked.purged !== null && device.purged_at === null) await notePurge(act, device, because, asked.unsent)
  return because
}

function reasonToEnd({ account_active, post_holds }: DeviceState): EndedBecause | null {
  if (!account_active) return 'account_stopped'
  return post_holds ? null : 'post_ended'
}

/** The office learns of it by an event: the one who asks may write nothing into its cases. */
async function notePurge(
  act: Act,
  device: DeviceState,
  because: EndedBecause,
  unsent: string[],
): Promise<void> {
  await queries.markPurged(act.tx, device.device_id, act.now)
  await announce(act, {
    kind: 'field_device.purged',
    subject_id: device.device_id,
    payload: { account_id: device.account_id, because, unsent },
  })
}

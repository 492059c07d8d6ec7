/**
 * The phone's talk with the server: may I go on, what time is it, here is what is finished, is what I hold still so?
 * Runs at the start, when the network comes back, when something is finished, and again after failures.
 */
import { fieldRoutes } from '../../server/casework/visits/field/contract.ts'
import { ProblemError } from '../design/index.ts'
import { call, readSession } from '../shell/index.ts'
import { retryAfter } from './backoff.ts'
import { checkHeld } from './held.ts'
import { sendWaiting } from './send.ts'
import { type Contact, getField, setField } from './state.ts'
import { changeDevice, isOpen, noteContact, readDevice, readOwner } from './vault/vault.ts'
import type { KeptDevice } from './vault/database.ts'
import { sayFarewell, wipe } from './wipe.ts'

let running: Promise<void> | undefined
let again = false
let failures = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** How often a phone that reaches the server asks anew. */
const everyMilliseconds = 60_000

/** Talks to the server now; a call while one is running makes it run once more. Never throws. */
export function contact(): Promise<void> {
  if (running) {
    again = true
    return running
  }
  running = talk().finally(() => {
    running = undefined
    if (!again) return
    again = false
    void contact()
  })
  return running
}

async function talk(): Promise<void> {
  clearTimeout(timer)
  await sayFarewell()
  const device = await readDevice()
  if (device === undefined) return
  setField({ contact: 'busy' })
  const outcome = await once(device).catch(outcomeOf)
  failures = ['offline', 'server_fault', 'phone_fault'].includes(outcome) ? failures + 1 : 0
  if (getField().phase !== 'wiped') setField({ contact: outcome })
  timer = setTimeout(
    () => void contact(),
    failures > 0 ? retryAfter(failures, Math.random()) : everyMilliseconds,
  )
}

function outcomeOf(error: unknown): Contact {
  // A fault of the phone's own: said, and tried again, like the server's.
  if (!(error instanceof ProblemError)) return 'phone_fault'
  const { status, code } = error.problem
  if (status === 401) return 'sign_in'
  if (status === 0) return 'offline'
  if (code === 'field_device_other_post') return 'other_post'
  return 'server_fault'
}

async function once(device: KeptDevice): Promise<Contact> {
  const { device_id, token } = device
  const asked = Date.now()
  const answer = await call(
    fieldRoutes.check_device,
    { params: { device_id }, body: { token } },
    { quiet: true },
  ).catch((error: unknown) => {
    if (error instanceof ProblemError && error.problem.code === 'not_found') return undefined
    throw error
  })
  // The server can be reached again: what fails from here on is tried anew soon.
  failures = 0
  if (answer === undefined) return 'unknown_device'
  await noteClock(asked, answer.server_time, answer.business_date)
  if (answer.ended_because !== null) {
    await wipe(answer.ended_because)
    return 'quiet'
  }
  return isOpen() ? talkAsHolder(device_id) : 'quiet'
}

/** How far the phone's clock is from the server's, measured in the middle of the question. */
async function noteClock(asked: number, server_time: string, business_date: string): Promise<void> {
  const now = Date.now()
  const clock_offset_seconds = Math.round((Date.parse(server_time) - (asked + now) / 2) / 1000)
  // A disk that is full must not keep what is finished from being sent: that makes room.
  await noteContact(now).catch(() => undefined)
  await changeDevice({ clock_offset_seconds, contact_at: now, business_date }).catch(() => undefined)
  setField({ clock_offset_seconds, contact_at: now, business_date })
}

async function talkAsHolder(device_id: string): Promise<Contact> {
  const owner = await readOwner()
  const { account } = await readSession()
  if (account === null || owner === undefined) return 'sign_in'
  if (account.account_id !== owner.account_id) return 'other_account'
  if (account.post?.post_id !== owner.post_id) return 'other_post'
  await sendWaiting(device_id)
  await checkHeld(device_id)
  return 'quiet'
}

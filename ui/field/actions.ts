/** What the holder of the phone does: begin, open, lock, write, finish, decide, give back, clear. */
import { fieldRoutes } from '../../server/casework/visits/field/contract.ts'
import { call, type Account } from '../shell/index.ts'
import { runOutByClock } from './held.ts'
import { allWritten, dropVisit, storeVisit, writeAgain } from './keeping.ts'
import { getField, resetField, setField } from './state.ts'
import { contact } from './sync.ts'
import type { Decision, FieldDraft } from './types.ts'
import {
  countVisits,
  createVault,
  isOpen,
  lock,
  readDevice,
  readOwner,
  readVisits,
  unlock,
  type OpenVisit,
} from './vault/vault.ts'
import { wipe } from './wipe.ts'

/** Reads what is on the phone, without opening it. */
export async function readPhone(): Promise<void> {
  const device = await readDevice()
  if (device === undefined) {
    resetField({ phase: 'none' })
    return
  }
  const { rules, business_date, clock_offset_seconds, contact_at, failures } = device
  setField({
    phase: isOpen() ? 'open' : 'locked',
    rules,
    business_date,
    clock_offset_seconds,
    contact_at,
    tries_left: failures === 0 ? undefined : Math.max(0, rules.wrong_pin_limit - failures),
    counts: await countVisits(),
  })
}

/** Registers this phone for the signed-in post and makes its store. Throws ProblemError. */
export async function setUp(
  pin: string,
  name: string,
  account: Account,
  business_date: string,
): Promise<void> {
  const { device_id, token, rules } = await call(fieldRoutes.register_device, { body: { name } })
  await createVault(
    pin,
    {
      account_id: account.account_id,
      post_id: account.post?.post_id ?? '',
      name: account.display_name,
      companions: [],
    },
    {
      device_id,
      token,
      rules,
      business_date,
      latest_seen: Date.now(),
      clock_offset_seconds: 0,
      contact_at: null,
    },
  )
  // Without the browser's word it may clear what is kept when space runs short.
  await navigator.storage?.persist?.().catch(() => false)
  await readPhone()
  await showAll()
  void contact()
}

async function showAll(): Promise<void> {
  const [owner, visits] = [await readOwner(), await readVisits()]
  setField({ phase: 'open', owner, visits, tries_left: undefined })
  await runOutByClock()
}

/** Tries a PIN; after the last wrong one everything is gone. */
export async function open(pin: string): Promise<void> {
  const left = await unlock(pin)
  if (left === undefined) {
    await showAll()
    void contact()
  } else if (left === 0) await wipe('wrong_pin')
  else setField({ tries_left: left })
}

/** Forgets the key; everything typed is on the disk before. While the disk refuses it stays open: locked, it were lost. */
export async function lockPhone(): Promise<void> {
  if (!isOpen()) return
  await writeAgain()
  if (getField().unsaved.size > 0) return
  lock()
  setField({ phase: 'locked', owner: undefined, visits: [], unsaved: new Set() })
}

const find = (visit_id: string): OpenVisit | undefined =>
  getField().visits.find((each) => each.visit_id === visit_id)

/** A change of the draft as it is now, not as it was when a photo began to be made small. */
export type DraftChange = Partial<FieldDraft> | ((draft: FieldDraft) => Partial<FieldDraft>)

/** Keeps what was typed, at every keystroke. */
export function keepDraft(visit_id: string, change: DraftChange): void {
  const visit = find(visit_id)
  if (visit === undefined) return
  const state = visit.state === 'taken' ? 'writing' : visit.state
  const part = typeof change === 'function' ? change(visit.draft) : change
  void storeVisit({ ...visit, state, draft: { ...visit.draft, ...part } })
}

/** Finished: waits to be sent from now on. */
export async function finish(visit_id: string): Promise<void> {
  const visit = find(visit_id)
  if (visit === undefined) return
  const visited_at = visit.draft.visited_at ?? new Date().toISOString()
  await storeVisit({
    ...visit,
    state: visit.moved === null ? 'waiting' : 'moved',
    clock_offset_seconds: getField().clock_offset_seconds,
    draft: { ...visit.draft, visited_at },
  })
  void contact()
}

/** Takes a finished visit back into hand, to go on writing. */
export async function reopen(visit_id: string): Promise<void> {
  const visit = find(visit_id)
  if (visit?.state !== 'waiting' && visit?.state !== 'moved') return
  // What is on its way is as it was finished: changed now, the phone and the server would hold two.
  if (getField().sending === visit_id) return
  // A refusal that was read is done with; what the server said of the household stays until it is decided.
  const moved = visit.moved?.how === null ? null : visit.moved
  await storeVisit({ ...visit, state: 'writing', moved })
}

/** Sends as decided on seeing both sides. */
export async function decide(visit_id: string, decision: Decision): Promise<void> {
  const visit = find(visit_id)
  if (visit === undefined) return
  await storeVisit({ ...visit, state: 'waiting', decision, moved: null })
  void contact()
}

/** Goes on with what is on the server now. */
export async function takeNow(visit_id: string): Promise<void> {
  const visit = find(visit_id)
  if (visit?.moved?.now == null) return
  const { now } = visit.moved
  await storeVisit({
    ...visit,
    state: 'writing',
    brief: now,
    brief_code: now.brief_code,
    moved: null,
    decision: null,
  })
}

/** Takes visits off the phone; what was written is gone with them. */
export async function putBack(visit_ids: string[]): Promise<void> {
  const device = await readDevice()
  for (const visit_id of visit_ids) await dropVisit(visit_id)
  if (device === undefined || visit_ids.length === 0) return
  const { device_id } = device
  // The server learns of it now or at the next look; nothing depends on it.
  await call(fieldRoutes.put_back_copies, { body: { device_id, visit_ids } }, { quiet: true }).catch(
    () => undefined,
  )
}

/** The order of the way, kept here and told to the server when it can be reached. */
export async function reorder(visit_ids: string[]): Promise<void> {
  for (const [at, visit_id] of visit_ids.entries()) {
    const visit = find(visit_id)
    if (visit?.brief != null && visit.brief.route_position !== at + 1)
      await storeVisit({ ...visit, brief: { ...visit.brief, route_position: at + 1 } })
  }
  const { visitRoutes } = await import('../../server/casework/visits/contract.ts')
  await call(visitRoutes.order_visits, { body: { visit_ids } }, { quiet: true }).catch(() => undefined)
}

/** Clears the phone on purpose. */
export async function clearPhone(): Promise<void> {
  await allWritten()
  await wipe('signed_out')
}

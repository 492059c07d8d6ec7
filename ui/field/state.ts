/** What the field pages show: one state for all of them, outside React, so that saving and sending go on behind a page. */
import { useSyncExternalStore } from 'react'
import type { EndedBecause } from '../../server/casework/visits/field/contract.ts'
import type { OpenVisit } from './vault/vault.ts'
import type { FieldRules, Owner } from './types.ts'

export type Phase = 'reading' | 'none' | 'locked' | 'open' | 'elsewhere' | 'wiped'

/** Why nothing goes to the server, or what goes on. */
export type Contact =
  | 'quiet'
  | 'busy'
  | 'offline'
  | 'sign_in'
  | 'other_account'
  | 'other_post'
  | 'unknown_device'
  | 'server_fault'
  | 'phone_fault'

export type FieldState = {
  phase: Phase
  online: boolean
  contact: Contact
  counts: { kept: number; waiting: number; delivered: number }
  /** While open. */
  owner: Owner | undefined
  visits: OpenVisit[]
  /** Visits of which the last keystrokes are not on the disk yet. */
  unsaved: ReadonlySet<string>
  /** Machine time of the last write to the disk. */
  saved_at: number | undefined
  /** What is in `unsaved` was refused by the disk, mostly because it is full. */
  disk_refuses: boolean
  /** The visit that is on its way to the server right now. */
  sending: string | undefined
  rules: FieldRules | undefined
  business_date: string
  clock_offset_seconds: number
  contact_at: number | null
  /** Wrong PINs: how many tries are left. */
  tries_left: number | undefined
  /** What the server has ended, said until it is read. */
  notices: string[]
  wiped: { because: EndedBecause; lost: string[]; lost_count: number } | undefined
}

const first: FieldState = {
  phase: 'reading',
  online: navigator.onLine,
  contact: 'quiet',
  counts: { kept: 0, waiting: 0, delivered: 0 },
  owner: undefined,
  visits: [],
  unsaved: new Set(),
  saved_at: undefined,
  disk_refuses: false,
  sending: undefined,
  rules: undefined,
  business_date: '',
  clock_offset_seconds: 0,
  contact_at: null,
  tries_left: undefined,
  notices: [],
  wiped: undefined,
}

let state = first
const listeners = new Set<() => void>()

export const getField = (): FieldState => state

export function setField(part: Partial<FieldState>): void {
  state = { ...state, ...part }
  for (const listener of listeners) listener()
}

/** Back to the beginning, e.g. after everything was wiped. */
export function resetField(part: Partial<FieldState>): void {
  setField({ ...first, online: navigator.onLine, ...part })
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useField = (): FieldState => useSyncExternalStore(subscribe, getField)

/** One visit by its number; undefined when it is not on this phone. */
export const useFieldVisit = (visit_id: string): OpenVisit | undefined =>
  useField().visits.find((visit) => visit.visit_id === visit_id)

/**
 * Visits kept on the phone: every change at once, photos too, so that nothing is lost when the battery dies; finished
 * ones wait here until they are sent. Sending is by the visit's own number, so twice counts once.
 */
import { visitRoutes } from '../../../server/casework/contract.ts'
import { call, sendFile } from '../../shell/index.ts'
import { reportOf, type VisitDraft } from './visit-draft.ts'

export type KeptVisit = {
  visit_id: string
  case_id: string
  /** 王桂兰户, for the list of what waits. */
  title: string
  owner: { household_id: string | null; division_code: string }
  draft: VisitDraft
  signature: Blob | null
  /** Machine time of the last change. */
  kept_at: string
  state: 'writing' | 'waiting'
}

const store = 'visits'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('haihe-field', 1)
    asked.addEventListener('upgradeneeded', () =>
      asked.result.createObjectStore(store, { keyPath: 'visit_id' }),
    )
    asked.addEventListener('success', () => resolve(asked.result))
    asked.addEventListener('error', () => reject(asked.error ?? new Error('the store could not be opened')))
  })
}

async function run<Result>(
  mode: IDBTransactionMode,
  act: (visits: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open()
  try {
    return await new Promise<Result>((resolve, reject) => {
      const asked = act(database.transaction(store, mode).objectStore(store))
      asked.addEventListener('success', () => resolve(asked.result))
      asked.addEventListener('error', () => reject(asked.error ?? new Error('the store refused')))
    })
  } finally {
    database.close()
  }
}

/** Tells pages of this window that something was kept or sent. */
export const visitStoreChanged = 'haihe-visits-changed'
const tell = () => window.dispatchEvent(new Event(visitStoreChanged))

export async function keepVisit(visit: KeptVisit): Promise<void> {
  await run('readwrite', (visits) => visits.put(visit))
  tell()
}

export async function dropVisit(visit_id: string): Promise<void> {
  await run('readwrite', (visits) => visits.delete(visit_id))
  tell()
}

export function listKeptVisits(): Promise<KeptVisit[]> {
  return run('readonly', (visits) => visits.getAll() as IDBRequest<KeptVisit[]>)
}

/** The visit of a case that is being written on this phone. */
export async function findKeptVisit(case_id: string): Promise<KeptVisit | undefined> {
  return (await listKeptVisits()).find((visit) => visit.case_id === case_id)
}

/** Sends one finished visit and forgets it. Throws ProblemError; status 0: no network, it goes on waiting. */
export async function sendVisit(visit: KeptVisit): Promise<void> {
  const photos: string[] = []
  for (const photo of visit.draft.photos) photos.push(await sendFile(photo, visit.owner))
  const signature =
    visit.signature === null
      ? null
      : await sendFile({ name: '户主签字.png', blob: visit.signature }, visit.owner)
  await call(visitRoutes.record_visit, {
    params: { case_id: visit.case_id, visit_id: visit.visit_id },
    body: reportOf(visit.draft, photos, signature),
  })
  await dropVisit(visit.visit_id)
}

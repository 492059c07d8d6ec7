/** Is what the phone holds still so? What is over leaves it, what changed is brought up to date or shown. */
import { fieldRoutes } from '../../server/casework/visits/field/contract.ts'
import { call } from '../shell/index.ts'
import { isTouched } from './draft.ts'
import { dropVisit, storeVisit } from './keeping.ts'
import { getField, setField } from './state.ts'
import { takeOne } from './taking.ts'
import type { VisitMoved } from './types.ts'
import { noteTime, type OpenVisit } from './vault/vault.ts'

const quiet = { quiet: true }

const say = (text: string) => setField({ notices: [...getField().notices, text] })

/** Asks of every visit that is neither sent nor being decided on. Throws ProblemError. */
export async function checkHeld(device_id: string): Promise<void> {
  const asked = getField().visits.filter(({ state }) => state === 'taken' || state === 'writing')
  if (asked.length === 0) return
  const held = asked.map(({ visit_id, brief_code }) => ({ visit_id, brief_code }))
  const { rows } = await call(fieldRoutes.check_copies, { body: { device_id, held } }, quiet)
  const gone: string[] = []
  for (const row of rows) {
    const visit = getField().visits.find(({ visit_id }) => visit_id === row.visit_id)
    if (visit === undefined || (visit.state !== 'taken' && visit.state !== 'writing')) continue
    if (await follow(visit, row)) gone.push(row.visit_id)
  }
  if (gone.length === 0) return
  await call(fieldRoutes.put_back_copies, { body: { device_id, visit_ids: gone } }, quiet)
}

type Answer = { state: 'same' | 'moved' | 'over' | 'expired'; moved: VisitMoved | null }

/** Whether the visit has left the phone. */
async function follow(visit: OpenVisit, { state, moved }: Answer): Promise<boolean> {
  if (state === 'over') {
    await dropVisit(visit.visit_id)
    say(`${visit.title}：已不在您的辖区，手机上的资料${isTouched(visit) ? '和填写的内容' : ''}已清除`)
    return true
  }
  if (state === 'expired') return runOut(visit)
  if (moved === null) return false
  if (moved.kind !== 'changed' && !isTouched(visit)) {
    await dropVisit(visit.visit_id)
    say(`${visit.title}：${moved.text}，手机上的资料已清除`)
    return true
  }
  const known = visit.moved?.how
  if (known?.kind === moved.kind && known.brief_code === moved.brief_code) return false
  const now = moved.kind === 'changed' ? await takeOne(visit.visit_id) : null
  if (now !== null && !isTouched(visit)) {
    await storeVisit({ ...visit, brief: now, brief_code: now.brief_code })
    say(`${visit.title}：登记的内容变了，手机上的资料已更新`)
    return false
  }
  // Something was written: its writer looks at both sides.
  await storeVisit({ ...visit, moved: { how: moved, refusal: moved.text, now } })
  return false
}

/** The brief goes; what was written stays until it is sent. Answers whether nothing is left. */
async function runOut(visit: OpenVisit): Promise<boolean> {
  if (!isTouched(visit)) {
    await dropVisit(visit.visit_id)
    say(`${visit.title}：存满期限，手机上的资料已清除；要去的请重新带走`)
    return true
  }
  if (visit.brief !== null) {
    await storeVisit({ ...visit, brief: null })
    say(`${visit.title}：存满期限，带走的资料已清除；您填的还在，请尽快送出`)
  }
  return false
}

/** The same without the server, by the phone's clock put right; receipts of delivered ones go, too. */
export async function runOutByClock(): Promise<void> {
  const { clock_offset_seconds, visits } = getField()
  const now = (await noteTime(Date.now())) + clock_offset_seconds * 1000
  for (const visit of visits.filter(({ expires_at }) => Date.parse(expires_at) <= now)) {
    if (visit.state === 'delivered') await dropVisit(visit.visit_id)
    else await runOut(visit)
  }
}

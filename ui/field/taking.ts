/** 带走: asks the server for what visits need, and keeps it sealed. */
import { fieldRoutes } from '../../server/casework/visits/field/contract.ts'
import { call } from '../shell/index.ts'
import { newVisit } from './draft.ts'
import { storeVisit } from './keeping.ts'
import { getField, setField } from './state.ts'
import type { VisitBrief } from './types.ts'
import { changeDevice, readDevice, readOwner, writeOwner } from './vault/vault.ts'

async function ask(visit_ids: string[], quiet: boolean) {
  const device = await readDevice()
  if (device === undefined) throw new Error('this phone is not registered')
  const { device_id } = device
  const answer = await call(fieldRoutes.take_copies, { body: { device_id, visit_ids } }, { quiet })
  await changeDevice({ rules: answer.rules })
  setField({ rules: answer.rules })
  const owner = await readOwner()
  if (owner !== undefined) {
    const known = [...answer.companions, ...owner.companions]
    const companions = [...new Map(known.map((each) => [each.account_id, each])).values()]
    await writeOwner({ ...owner, companions })
    setField({ owner: { ...owner, companions } })
  }
  return answer.rows
}

/** Takes visits along; one that is being written already stays as it is. Throws ProblemError. */
export async function takeAlong(visit_ids: string[]): Promise<number> {
  const { account_id = '' } = getField().owner ?? {}
  const rows = await ask(visit_ids, false)
  for (const row of rows) {
    const known = getField().visits.find(({ visit_id }) => visit_id === row.visit_id)
    if (known !== undefined && known.state !== 'taken') continue
    await storeVisit({ ...newVisit(row, account_id), state: 'taken', kept_at: 0 })
  }
  return rows.length
}

/** One visit as it is on the server now; null when it may no longer be taken along. */
export async function takeOne(visit_id: string): Promise<VisitBrief | null> {
  const [row] = await ask([visit_id], true).catch(() => [])
  return row ?? null
}

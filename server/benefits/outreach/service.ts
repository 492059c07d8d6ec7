/** 政策找人: the list that somebody works through, and what came of asking. */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { notFound } from '../../platform/problems/index.ts'
import { getProgramme } from '../../../law/index.ts'
import { calendarOf, lightOf, nearUntil } from '../../casework/index.ts'
import { authorise } from '../access.ts'
import { loadHistory } from '../households/history.ts'
import { problem } from '../problems.ts'
import { reasonTitles, stateTitles, type OutreachState } from './model.ts'
import * as queries from './queries.ts'
import type { OutreachRow } from './queries.ts'

type Asked = { state?: OutreachState | undefined; programme_id?: string | undefined }

/** A page of the caller's area, the nearest date first. */
export async function listOutreach(act: Act, asked: Asked & { limit: number; offset: number }) {
  authorise(act, 'read_outreach')
  const { limit, offset } = asked
  const filter = {
    state: asked.state ?? null,
    programme_id: asked.programme_id ?? null,
    household_id: null,
    today: act.today,
  }
  const rows = await queries.listOutreach(act.tx, filter, { limit, offset })
  return { rows: await view(act, rows), total: rows[0]?.total ?? 0 }
}

/** What is open or was said for one household; a resident asks for his own. */
export async function listOutreachOfHousehold(act: Act, household_id: string) {
  authorise(act, 'read_outreach')
  const filter = { state: null, programme_id: null, household_id, today: act.today }
  return view(act, await queries.listOutreach(act.tx, filter, { limit: null, offset: 0 }))
}

/** What the signed-in resident's household may still apply for. */
export async function listMyOutreach(act: Act) {
  if (act.caller.kind !== 'resident' || act.caller.household_id === null) return []
  const rows = await listOutreachOfHousehold(act, act.caller.household_id)
  return rows.filter((row) => row.state === 'open')
}

async function view(act: Act, rows: readonly OutreachRow[]) {
  const near_until = nearUntil(await calendarOf(act), act.today)
  return rows.map(({ total: _total, head_name, amount, ...row }) => ({
    ...row,
    title: `${head_name}户`,
    programme_title: getProgramme(row.programme_id).title,
    reason_title: reasonTitles[row.reason],
    state_title: stateTitles[row.state],
    amount: amount?.toString() ?? null,
    light: lightOf(act.today, near_until, row.due_on),
  }))
}

/**
 * 不需要: somebody asked and the household said no; for this reason it is not asked again.
 * @throws not_found (404), outreach_settled (409)
 */
export async function declineOutreach(act: Act, input: { outreach_id: string; note: string }): Promise<void> {
  authorise(act, 'settle_outreach')
  const { caller, today: on } = act
  const settled = { ...input, state: 'declined' as const, on }
  const done =
    caller.kind === 'resident'
      ? await queries.settleOwnOutreach(act.tx, settled)
      : await queries.settleOutreach(act.tx, {
          ...settled,
          by: caller.kind === 'staff' ? caller.account_id : null,
        })
  if (!done)
    throw (await queries.exists(act.tx, input.outreach_id)) ? problem('outreach_settled') : notFound()
  await audit(act, { act: 'outreach.decline', subject_kind: 'outreach', subject_id: input.outreach_id })
}

/** An application for the programme was handed in, by whoever: nobody needs to be asked any more. */
export async function settleByApplication(
  act: Act,
  of: { household_id: string; programme_id: string; case_number: string },
): Promise<void> {
  await queries.settleAsApplied(act.tx, { ...of, on: act.today, note: `已申请，${of.case_number}` })
}

/** The household has a new office: what is open goes with it. */
export async function followMoveOfOutreach(act: Act, household_id: string): Promise<void> {
  const { household } = await loadHistory(act, household_id)
  await queries.moveOutreach(act.tx, household_id, household.division_code)
}

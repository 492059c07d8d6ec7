/** What a phone's end means for the visits that were on it: finished ones that never arrived are told to the office. */
import { z } from 'zod'
import type { Act } from '../../../platform/act.ts'
import { readPayload, subscribe } from '../../../platform/jobs/index.ts'
import { getCase } from '../../cases/hand.ts'
import { logCase } from '../../cases/log.ts'
import { findVisit, getVisitorNames } from '../queries.ts'
import { purgeCopies } from './queries.ts'

const payload = z.object({ account_id: z.uuid(), because: z.string(), unsent: z.array(z.uuid()) })

const because: Record<string, string> = {
  signed_out: '退出登录',
  wrong_pin: '开锁码连续输错',
  post_ended: '岗位终止',
  account_stopped: '账号停用',
  lost: '手机报失',
}

subscribe('field_device.purged', 'casework.note_purged_visits', async (act, event) => {
  if (event.subject_id === null) return
  const told = readPayload(payload, event.payload)
  const gone = await purgeCopies(act.tx, event.subject_id, act.now)
  const lost = gone.filter(({ visit_id }) => told.unsent.includes(visit_id))
  for (const { visit_id } of lost) await noteLoss(act, visit_id, told)
})

async function noteLoss(act: Act, visit_id: string, told: z.output<typeof payload>): Promise<void> {
  const visit = await findVisit(act.tx, visit_id)
  if (visit?.case_id == null || visit.state !== 'planned') return
  const { row } = await getCase(act, visit.case_id)
  const { visitor_name } = await getVisitorNames(act.tx, {
    visitor_id: told.account_id,
    second_visitor_id: told.account_id,
  })
  const why = because[told.because] ?? told.because
  await logCase(
    act,
    row,
    'lose_visit_report',
    `${visitor_name}手机上未送达的走访记录已清除（${why}），须另行入户`,
  )
}

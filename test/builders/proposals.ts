/** The two people who make law, a proposal taken through, and a household decided anew on facts that became known. */
import { asSystem, type Stage } from '../database.ts'
import { buildStaff } from './index.ts'
import { programme_id, type Story } from './story.ts'
import { programmeOf } from '../../server/benefits/decisions/decide.ts'
import { listDeterminations } from '../../server/benefits/determinations/queries.ts'
import { decideMonths, segmentsOf, supersede } from '../../server/benefits/determinations/recompute.ts'
import { loadHistory } from '../../server/benefits/households/history.ts'
import { applyStretch } from '../../server/benefits/proposals/apply.ts'
import { readLaw } from '../../server/benefits/proposals/current-law.ts'
import { approveProposal, draftProposal, submitProposal } from '../../server/benefits/proposals/service.ts'

export async function buildOfficers(stage: Stage) {
  return {
    liu: await buildStaff(stage.tx, { role: 'policy_officer', area: '12', display_name: '刘明' }),
    zhou: await buildStaff(stage.tx, { role: 'leader', area: '12', display_name: '周建国' }),
  }
}
export type Officers = Awaited<ReturnType<typeof buildOfficers>>

export const versionOf = async (stage: Stage, proposal_id: string): Promise<number> => {
  const [row] = await stage.tx<{ version: number }[]>`
    select version from proposal where proposal_id = ${proposal_id}`
  return row!.version
}

/** Drafted by one, submitted, and approved by the other, on a day. */
export async function enact(
  stage: Stage,
  { liu, zhou }: Officers,
  draft: Parameters<typeof draftProposal>[1],
  today: string,
): Promise<string> {
  const proposal_id = await stage.as(liu, (act) => draftProposal(act, draft), { today })
  const submitted = { proposal_id, version: await versionOf(stage, proposal_id) }
  await stage.as(liu, (act) => submitProposal(act, submitted), { today })
  const approved = { proposal_id, version: await versionOf(stage, proposal_id) }
  await stage.as(zhou, (act) => approveProposal(act, approved), { today })
  await readLaw(stage.tx)
  return proposal_id
}

export async function applyAll(stage: Stage, proposal_id: string, today: string): Promise<void> {
  let left = true
  while (left) left = await stage.as(asSystem(), (act) => applyStretch(act, proposal_id), { today })
}

/** One fact of a person turns out to be so from the day on; fen, counts, 1 and 0. */
export const learned = (
  { stage, household_id }: Story,
  person_id: string,
  fact: { name: string; value: number; from: string },
) =>
  stage.tx`
    insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind, source_name, division_code)
    values (${person_id}, 'person', ${household_id}, ${fact.name}, daterange(${fact.from}::date, null), ${fact.from},
      ${fact.value}, 'visit', '入户', '120104008012')`

/** Decides the household anew from the month on, by what is known on the day. */
export const redecide = (
  { stage, household_id }: Story,
  { month, today, reason }: { month: string; today: string; reason: string },
): Promise<unknown> =>
  stage.as(
    asSystem(),
    async (act) => {
      const programme = programmeOf(programme_id)
      const history = await loadHistory(act, household_id)
      const determinations = await listDeterminations(act.tx, household_id, programme_id)
      const months = decideMonths(act, programme, history, determinations, month)
      const making = {
        programme,
        history,
        case_id: null,
        reason,
        prepared_by: null,
        decided_by: null,
        barred: [],
        review: { review_class: null, next_review_on: null },
      }
      await supersede(act, making, determinations, segmentsOf(months, false))
    },
    { today },
  )

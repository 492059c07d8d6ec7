/** 拒绝介绍的工作: counted per person; when the law makes it cost the own share, a change case follows. */
import type { Act } from '../../platform/act.ts'
import { findOpenCase } from '../../casework/index.ts'
import { listEntitlementsOfHousehold } from '../../payments/index.ts'
import { authorise } from '../access.ts'
import { programmeOf } from '../decisions/decide.ts'
import { listDeterminations } from '../determinations/queries.ts'
import { decideMonths, monthAfter, segmentsOf } from '../determinations/recompute.ts'
import { recordHouseholdFacts } from '../households/facts.ts'
import { factKey, householdOn, loadHistory } from '../households/history.ts'
import { problem } from '../problems.ts'
import { insertReportedChange } from './queries.ts'
import { openChangeCase, refreshChangeProposal } from './service.ts'

/** 无正当理由拒绝介绍的工作 (国务院令第649号 art. 45): counted, and a change case when it touches the amount. */
export async function reportWorkRefusal(
  act: Act,
  input: { household_id: string; person_id: string; refused_on: string; text: string },
): Promise<number> {
  authorise(act, 'report_work_refusal')
  const history = await loadHistory(act, input.household_id)
  if (!history.memberships.some((member) => member.person_id === input.person_id && member.until === null)) {
    throw problem('member_not_of_household', { field: 'person_id' })
  }
  if (input.refused_on > act.today) throw problem('change_too_early', { field: 'refused_on' })
  const on = householdOn(history, { holding_on: act.today, known_on: act.today })
  const before = on.facts.get(factKey(input.person_id, 'work_refusals'))?.number_value ?? 0n
  await recordHouseholdFacts(
    act,
    history.household,
    [{ person_id: input.person_id, name: 'work_refusals', number_value: before + 1n, code_value: null }],
    {
      source_kind: 'declared',
      source_name: '就业服务机构',
      source_reference: input.text.slice(0, 200),
      valid_from: input.refused_on,
    },
  )
  await openCaseWhereItTells(act, input)
  return Number(before + 1n)
}

/** Opens a change for each running programme in which the refusals change what is due. */
async function openCaseWhereItTells(
  act: Act,
  {
    household_id,
    person_id,
    refused_on,
    text,
  }: { household_id: string; person_id: string; refused_on: string; text: string },
): Promise<void> {
  const history = await loadHistory(act, household_id)
  const entitlements = await listEntitlementsOfHousehold(act.tx, household_id)
  const running = entitlements.filter((each) => each.until_month === null).map((each) => each.programme_id)
  for (const programme_id of new Set(running)) {
    const programme = programmeOf(programme_id)
    const determinations = await listDeterminations(act.tx, household_id, programme_id)
    const months = decideMonths(act, programme, history, determinations, monthAfter(act.today))
    const told = segmentsOf(months, false).length > 0
    if (!told || (await findOpenCase(act.tx, household_id, programme_id, 'change')) !== undefined) continue
    const { row } = await openChangeCase(act, programme, history, 'change', '三次拒绝介绍的合适工作')
    await insertReportedChange(act.tx, {
      case_id: row.case_id,
      programme_id,
      household_id,
      kind: 'other',
      changed_on: refused_on,
      reported_on: act.today,
      text,
      person_id,
      division_code: history.household.division_code,
    })
    await refreshChangeProposal(act, row)
  }
}

/**
 * What a home visit on a benefit case verifies: each thing that the household declared and that can be seen or asked
 * at its home. Deposits and securities are for the means check, so they stay in the house.
 */
import { getCase, registerVisitChecks, type VisitCheck } from '../../casework/index.ts'
import type { Act } from '../../platform/act.ts'
import { programmeOf } from '../decisions/decide.ts'
import { householdOn, loadHistory } from '../households/history.ts'
import { viewFactGroups } from './facts.ts'

/** Groups of facts that nobody sees at a home: deposits, and what is reckoned from other facts. */
const unseen: ReadonlySet<string> = new Set(['financial_assets', 'homes_below_average_area'])

registerVisitChecks('benefits', async (act: Act, visit): Promise<VisitCheck[]> => {
  if (visit.case_id === null || visit.household_id === null) return []
  const { row } = await getCase(act, visit.case_id)
  const history = await loadHistory(act, visit.household_id)
  const on = householdOn(history, { holding_on: act.today, known_on: act.today })
  return viewFactGroups(programmeOf(row.programme_id), history, on)
    .filter((group) => !unseen.has(group.id))
    .map(({ id, label, value_text, note, declared_text }) => ({
      key: id,
      label,
      said: [declared_text ?? value_text, note].filter((part) => part !== null).join('，'),
    }))
})

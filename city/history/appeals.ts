/** Appeals against refusals, which the city handles. */
import { addRow } from '../load/copy.ts'
import type { CityHousehold, CityPerson } from '../people/types.ts'
import { caseNumber, nextId } from './case-writer.ts'
import type { CaseWriter } from './case-writer.ts'
import { programmeOf } from './programmes.ts'
import type { Walk } from './walk.ts'

/** An appeal against a refusal, handled in a case of its own by the city. */
export function addAppeal(writer: CaseWriter, household: CityHousehold, walk: Walk, caseId: string): void {
  if (!walk.closedOn) return
  const filedOn = writer.days.workingDay(writer.days.addDays(writer.today, -3 - (household.number % 20)), 0)
  const head = household.members[0] as CityPerson
  const programme = programmeOf(household)
  const { reconsideration } = walk.procedure.appeal
  const appealCase = nextId(writer, household)
  const examined = writer.days.limit(reconsideration.examineWithin, filedOn)
  const admitted = examined < writer.today
  const step = admitted ? 'appeal_decision' : 'appeal_examination'
  const dueOn = admitted ? writer.days.limit(reconsideration.decideWithin, filedOn) : examined
  addRow(
    writer.tables.case_file,
    appealCase,
    caseNumber(writer, household, 'appeal', filedOn),
    programme.domain,
    programme.id,
    'appeal',
    household.id,
    head.id,
    household.community,
    walk.procedure.from,
    'open',
    step,
    null,
    filedOn,
    admitted ? examined : null,
    null,
    'policy_officer',
    '12',
    dueOn,
    writer.days.limit(reconsideration.decideWithin, filedOn),
    null,
    null,
    null,
    caseId,
    null,
    null,
    null,
  )
  addRow(
    writer.tables.case_step,
    nextId(writer, household),
    appealCase,
    step,
    filedOn,
    dueOn,
    null,
    null,
    null,
    '{}',
    household.community,
    household.id,
  )
  addRow(
    writer.tables.appeal,
    nextId(writer, household),
    caseId,
    appealCase,
    head.id,
    '车辆是替亲戚登记的，家里没有使用，请重新核实。',
    filedOn,
    walk.closedOn,
    filedOn <= writer.days.limit(reconsideration.fileWithin, walk.closedOn),
    admitted ? 'admitted' : 'filed',
    household.community,
    household.id,
  )
}

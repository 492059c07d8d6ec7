/** Notices of a case, masked, and the objections that hold some of them. */
import { addRow } from '../load/copy.ts'
import type { CityHousehold, CityPerson } from '../people/types.ts'
import { actorOf, maskedName, nextId, yuanText } from './case-writer.ts'
import type { CaseWriter, Proposal } from './case-writer.ts'
import { programmeOf } from './programmes.ts'
import type { Walk } from './walk.ts'

/** Notices of the case; answers the day since when an objection holds it. */
export function addNotices(
  writer: CaseWriter,
  household: CityHousehold,
  walk: Walk,
  caseId: string,
  proposal: Proposal,
): string | null {
  let heldOn: string | null = null
  const programme = programmeOf(household)
  const head = household.members[0] as CityPerson
  for (const step of walk.steps.filter(({ definition }) => definition.noticeDays !== undefined)) {
    const { definition, startedOn, finishedOn } = step
    const endsOn = writer.days.addDays(startedOn, definition.noticeDays ?? 7)
    const objected = finishedOn === null && household.number % 5 === 3
    const noticeId = nextId(writer, household)
    addRow(
      writer.tables.notice,
      noticeId,
      caseId,
      definition.actor === 'district' ? 'district' : 'street',
      household.community,
      startedOn,
      endsOn,
      maskedName(head.name),
      `${household.communityName}${maskedName(head.name)}户，${proposal.members} 人，拟给予${programme.title}，${programme.payment.kind === 'monthly' ? '每月' : '一次性'} ${yuanText(proposal.amount)} 元`,
      programme.id,
      proposal.amount,
      proposal.members,
      finishedOn === null ? (objected ? 'held' : 'running') : 'ended',
      household.id,
      actorOf(writer, household, step).id,
    )
    if (!objected) continue
    heldOn = writer.days.addDays(startedOn, 1)
    const dueOn = writer.days.limit(walk.procedure.objection.decideWithin, heldOn)
    addRow(
      writer.tables.objection,
      nextId(writer, household),
      noticeId,
      caseId,
      '这家有人在外面打工，收入没有报全，请核实。',
      heldOn,
      dueOn,
      'open',
      household.community,
      household.id,
    )
  }
  return heldOn
}

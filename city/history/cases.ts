/** Rows of cases, finished and running: the file, its steps and its log, and what belongs to it. */
import { addRow } from '../load/copy.ts'
import type { CityHousehold, CityPerson } from '../people/types.ts'
import { actorOf, caseNumber, nextId, yuanText } from './case-writer.ts'
import type { CaseWriter, Proposal } from './case-writer.ts'
import { factsOn } from './decide.ts'
import { addDeliberation, addMeansCheck, addVisit } from './evidence.ts'
import type { Version } from './life.ts'
import { addMessages } from './messages.ts'
import { addNotices } from './notices.ts'
import { programmeOf } from './programmes.ts'
import type { Walk, WalkedStep } from './walk.ts'

const ROLES: Record<string, string> = { community: 'community_worker', district: 'district_approver' }
const AREA_DIGITS: Record<string, number> = { community: 12, district: 6 }
const ACTS: Record<string, string> = {
  acceptance: 'accept',
  visit: 'record_visit',
  deliberation: 'record_deliberation',
  street_notice: 'publish_notice',
  district_notice: 'publish_notice',
  determination: 'approve',
  notification: 'notify',
}

const monthly = (household: CityHousehold): boolean => programmeOf(household).payment.kind === 'monthly'

function textOf(
  writer: CaseWriter,
  household: CityHousehold,
  walk: Walk,
  step: WalkedStep,
  proposal: Proposal,
): string {
  const { clerks } = writer.staff.street(household.community)
  switch (step.definition.id) {
    case 'application':
      return `申请${programmeOf(household).title}，窗口代办`
    case 'acceptance':
      return '材料齐全，受理'
    case 'visit':
      return `入户调查，${clerks.map(({ name }) => name).join('、')}；家庭经济状况核对完成`
    case 'deliberation':
      return '评议 9 人，同意 9 人'
    case 'street_notice':
    case 'district_notice':
      return '公示期满，异议 0 件'
    case 'street_report':
      return '街道报区'
    case 'district_review':
      return walk.refused ? '审核意见：不符合条件' : '审核意见：同意'
    case 'determination':
      return walk.refused
        ? '不予批准'
        : `批准，${monthly(household) ? '每月' : '一次性'} ${yuanText(proposal.amount)} 元`
    default:
      return '告知申请人'
  }
}

/** Writes a case with everything that belongs to it and answers its id. */
export function addCase(
  writer: CaseWriter,
  household: CityHousehold,
  walk: Walk,
  version: Version,
  proposal: Proposal,
): string {
  const { tables } = writer
  const caseId = nextId(writer, household)
  const number = caseNumber(writer, household, walk.kind, walk.openedOn)
  const held = addNotices(writer, household, walk, caseId, proposal)
  addFile(writer, household, walk, { caseId, number }, proposal, held)
  const head = household.members[0] as CityPerson
  if (walk.kind === 'application') {
    const facts = factsOn(household, version, walk.openedOn)
    const members = facts.members.map(({ id, facts: answers }) => ({ person_id: id, answers }))
    const answers = JSON.stringify({ household: facts.household, members })
    addRow(
      tables.application,
      caseId,
      programmeOf(household).id,
      household.id,
      head.id,
      answers,
      'counter',
      walk.openedOn,
      head.id,
      programmeOf(household).payment.beneficiary === 'member' ? `{${head.id}}` : '{}',
      household.community,
    )
  }
  for (const step of walk.steps) addStep(writer, household, walk, step, caseId, proposal)
  addVisit(writer, household, walk, caseId)
  addDeliberation(writer, household, walk, caseId)
  addMeansCheck(writer, household, walk, version, caseId)
  addMessages(writer, household, walk, { caseId, number }, proposal)
  return caseId
}

function addFile(
  writer: CaseWriter,
  household: CityHousehold,
  walk: Walk,
  { caseId, number }: { caseId: string; number: string },
  proposal: Proposal,
  heldOn: string | null,
): void {
  const { current } = walk
  const programme = programmeOf(household)
  const actor = current?.definition.actor ?? 'street'
  const lost = walk.kind === 'application' ? 'refused' : 'ended'
  const outcome = proposal.amount === 0 ? lost : 'approved'
  addRow(
    writer.tables.case_file,
    caseId,
    number,
    programme.domain,
    programme.id,
    walk.kind,
    household.id,
    household.members[0]?.id ?? null,
    household.community,
    walk.procedure.from,
    current ? 'open' : 'closed',
    current?.definition.id ?? 'notification',
    current ? null : outcome,
    walk.openedOn,
    walk.acceptedOn,
    walk.closedOn,
    current ? (ROLES[actor] ?? 'street_clerk') : null,
    current ? household.community.slice(0, AREA_DIGITS[actor] ?? 9) : null,
    current?.dueOn ?? null,
    walk.wholeDueOn,
    heldOn,
    heldOn ? 'objection' : null,
    heldOn ? '公示期间收到异议' : null,
    null,
    proposal.amount,
    proposal.members,
    walk.kind === 'application' ? (writer.staff.street(household.community).clerks[0]?.id ?? null) : null,
  )
}

/** Who signed for the visit, as a visit's entry says it. */
function visitorsOf(writer: CaseWriter, household: CityHousehold): string {
  const [first, second] = writer.staff.street(household.community).clerks
  return JSON.stringify({ visitor_id: first?.id, second_visitor_id: second?.id })
}

function addStep(
  writer: CaseWriter,
  household: CityHousehold,
  walk: Walk,
  step: WalkedStep,
  caseId: string,
  proposal: Proposal,
): void {
  const { definition, startedOn, dueOn, finishedOn } = step
  const actor = actorOf(writer, household, step)
  const isNotice = definition.noticeDays !== undefined
  const acts = finishedOn === null ? (isNotice ? ['publish_notice'] : []) : (definition.requires ?? [])
  const refuses = walk.refused && ['district_review', 'determination'].includes(definition.id)
  const outcome = refuses ? 'refuse' : definition.next.submit ? 'submit' : (ACTS[definition.id] ?? 'submit')
  addRow(
    writer.tables.case_step,
    nextId(writer, household),
    caseId,
    definition.id,
    startedOn,
    dueOn,
    finishedOn,
    finishedOn === null ? null : outcome,
    finishedOn === null ? null : actor.id,
    `{${acts.join(',')}}`,
    household.community,
    household.id,
  )
  if (finishedOn === null) return
  addRow(
    writer.tables.case_log,
    nextId(writer, household),
    caseId,
    `${finishedOn}T${String(9 + (household.number % 8)).padStart(2, '0')}:${String(10 + (household.number % 49))}:00+08`,
    finishedOn,
    actor.id,
    actor.name,
    actor.unit,
    definition.id === 'application' ? 'open' : outcome,
    definition.id,
    textOf(writer, household, walk, step, proposal),
    definition.id === 'visit' ? visitorsOf(writer, household) : '{}',
    household.community,
    household.id,
  )
}

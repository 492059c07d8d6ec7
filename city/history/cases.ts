/** Rows of cases, finished and running: the file, its steps and log, visit, deliberation, notices, means check. */
import { getProgramme } from '../../law/index.ts'
import { addRow, createTable } from '../load/copy.ts'
import type { Table } from '../load/copy.ts'
import { cityId } from '../people/identity.ts'
import type { CityHousehold, CityPerson } from '../people/types.ts'
import { factsOn } from './decide.ts'
import { TOLD_PENSION } from './life.ts'
import type { Version } from './life.ts'
import type { Clerk, Staff } from './staff.ts'
import { PROGRAMME } from './walk.ts'
import type { Days, Walk, WalkedStep } from './walk.ts'

export type CaseTables = {
  case_file: Table
  case_number_series: Table
  application: Table
  case_step: Table
  case_log: Table
  visit: Table
  deliberation: Table
  notice: Table
  objection: Table
  appeal: Table
  means_check_authorisation: Table
  means_check: Table
  means_check_answer: Table
}

export function createCaseTables(): CaseTables {
  return {
    case_file: createTable(
      'case_file',
      'case_id, case_number, domain, programme_id, kind, household_id, person_id, division_code, procedure_from, state, step_id, outcome, opened_on, accepted_on, closed_on, owner_role, owner_division, due_on, whole_due_on, held_on, hold_kind, hold_reason, parent_case_id, proposed_amount, proposed_member_count',
    ),
    case_number_series: createTable('case_number_series', 'series, year, last_number'),
    application: createTable(
      'application',
      'case_id, programme_id, household_id, applicant_id, answers, channel, submitted_on, payee_id, division_code',
    ),
    case_step: createTable(
      'case_step',
      'case_step_id, case_id, step_id, started_on, due_on, finished_on, outcome, finished_by, acts, division_code, household_id',
    ),
    case_log: createTable(
      'case_log',
      'entry_id, case_id, at, business_date, account_id, actor_name, unit_name, act, step_id, text, division_code, household_id',
    ),
    visit: createTable(
      'visit',
      'visit_id, case_id, household_id, planned_on, visited_on, visited_at, visitor_id, second_visitor_id, finding, agrees_with_declaration, state, division_code',
    ),
    deliberation: createTable(
      'deliberation',
      'deliberation_id, case_id, held_on, present_count, representative_count, agree_count, disagree_count, opinion, recorded_by, division_code, household_id',
    ),
    notice: createTable(
      'notice',
      'notice_id, case_id, kind, division_code, published_on, ends_on, masked_name, masked_text, programme_id, amount, member_count, state, household_id, published_by',
    ),
    objection: createTable(
      'objection',
      'objection_id, notice_id, case_id, text, filed_on, due_on, state, division_code, household_id',
    ),
    appeal: createTable(
      'appeal',
      'appeal_id, case_id, appeal_case_id, person_id, grounds, filed_on, decision_told_on, in_time, state, division_code, household_id',
    ),
    means_check_authorisation: createTable(
      'means_check_authorisation',
      'case_id, person_id, signed_by, signed_on, division_code, household_id',
    ),
    means_check: createTable(
      'means_check',
      'means_check_id, case_id, requested_on, completed_on, state, seal, sealed_on, division_code, household_id',
    ),
    means_check_answer: createTable(
      'means_check_answer',
      'answer_id, means_check_id, source, person_id, fact_name, declared_value, found_value, answered, as_of, discrepancy, division_code, household_id',
    ),
  }
}

export type CaseWriter = {
  tables: CaseTables
  seed: number
  days: Days
  staff: Staff
  today: string
  districtNames: ReadonlyMap<string, string>
  numbers: Map<string, number>
  counter: number
}

export type Proposal = { amount: number; members: number }

/** 津南开低保〔2017〕0328号; 0327 is kept for the story's case. */
function caseNumber(
  writer: CaseWriter,
  household: CityHousehold,
  kind: 'application' | 'review' | 'appeal',
  openedOn: string,
) {
  const district = writer.districtNames.get(household.district) ?? ''
  const place = district.length > 2 ? district.replace(/(新区|区|县)$/, '') : district
  const word = { application: '', review: '核', appeal: '议' }[kind]
  const series = `津${place}${getProgramme(PROGRAMME).shortTitle}${word}`
  const year = openedOn.slice(0, 4)
  const key = `${series}\t${year}`
  const told = household.members[0]?.name === '王桂兰' && household.classOrdinal < 0 && kind === 'application'
  let number = told ? 327 : (writer.numbers.get(key) ?? 0) + 1
  if (!told && number === 327 && series === '津南开低保' && year === '2017') number = 328
  if (!told) writer.numbers.set(key, number)
  return `${series}〔${year}〕${String(number).padStart(4, '0')}号`
}

export function addNumberSeries(writer: CaseWriter): void {
  writer.numbers.set('津南开低保\t2017', Math.max(327, writer.numbers.get('津南开低保\t2017') ?? 0))
  for (const [key, last] of writer.numbers) {
    const [series = '', year = ''] = key.split('\t')
    addRow(writer.tables.case_number_series, series, Number(year), last)
  }
}

const yuanText = (fen: number) => {
  const [whole, cents] = (fen / 100).toFixed(2).split('.')
  return `${(whole ?? '').replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${cents ?? ''}`
}
const maskedName = (name: string) => {
  const [first = ''] = [...name]
  return first + '*'.repeat([...name].length - 1)
}

/** Ids within a household's cases, in the order of writing. */
export function nextId(writer: CaseWriter, household: CityHousehold): string {
  writer.counter += 1
  return cityId(
    writer.seed,
    20,
    Number(household.district.slice(3)) % 64,
    household.number,
    writer.counter % 0xfffffff,
  )
}

function actorOf(writer: CaseWriter, household: CityHousehold, step: WalkedStep): Clerk {
  const { clerks, community } = writer.staff.street(household.community)
  const district = writer.staff.district(household.community)
  switch (step.definition.actor) {
    case 'community':
      return community
    case 'district':
      return step.definition.id === 'determination' ? district.approver : district.reviewer
    default:
      return clerks[0] as Clerk
  }
}

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
      return '申请最低生活保障，窗口代办'
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
      return walk.refused ? '不予批准' : `批准，每月 ${yuanText(proposal.amount)} 元`
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
  const held = addNotices(writer, household, walk, caseId, proposal)
  addFile(writer, household, walk, caseId, proposal, held)
  const head = household.members[0] as CityPerson
  if (walk.kind === 'application') {
    const facts = factsOn(household, version, walk.openedOn)
    const members = facts.members.map(({ id, facts: answers }) => ({ person_id: id, answers }))
    const answers = JSON.stringify({ household: facts.household, members })
    addRow(
      tables.application,
      caseId,
      PROGRAMME,
      household.id,
      head.id,
      answers,
      'counter',
      walk.openedOn,
      head.id,
      household.community,
    )
  }
  for (const step of walk.steps) addStep(writer, household, walk, step, caseId, proposal)
  addVisit(writer, household, walk, caseId)
  addDeliberation(writer, household, walk, caseId)
  addMeansCheck(writer, household, walk, version, caseId)
  return caseId
}

function addFile(
  writer: CaseWriter,
  household: CityHousehold,
  walk: Walk,
  caseId: string,
  proposal: Proposal,
  heldOn: string | null,
): void {
  const { current } = walk
  const actor = current?.definition.actor ?? 'street'
  const lost = walk.kind === 'application' ? 'refused' : 'ended'
  const outcome = proposal.amount === 0 ? lost : 'approved'
  addRow(
    writer.tables.case_file,
    caseId,
    caseNumber(writer, household, walk.kind, walk.openedOn),
    getProgramme(PROGRAMME).domain,
    PROGRAMME,
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
  )
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
  const applicant = definition.actor === 'applicant'
  addRow(
    writer.tables.case_log,
    nextId(writer, household),
    caseId,
    `${finishedOn}T${String(9 + (household.number % 8)).padStart(2, '0')}:${String(10 + (household.number % 49))}:00+08`,
    finishedOn,
    applicant ? null : actor.id,
    applicant ? (household.members[0]?.name ?? '') : actor.name,
    applicant ? null : actor.unit,
    definition.id === 'application' ? 'open' : outcome,
    definition.id,
    textOf(writer, household, walk, step, proposal),
    household.community,
    household.id,
  )
}

/** Notices of the case; answers the day since when an objection holds it. */
function addNotices(
  writer: CaseWriter,
  household: CityHousehold,
  walk: Walk,
  caseId: string,
  proposal: Proposal,
): string | null {
  let heldOn: string | null = null
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
      `${household.communityName}${maskedName(head.name)}户，${proposal.members} 人，拟给予最低生活保障，每月 ${yuanText(proposal.amount)} 元`,
      PROGRAMME,
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

function addVisit(writer: CaseWriter, household: CityHousehold, walk: Walk, caseId: string): void {
  const step = walk.steps.find(({ definition }) => definition.id === 'visit')
  if (!step) return
  const { clerks } = writer.staff.street(household.community)
  const done = step.finishedOn
  const planned = done ?? (writer.today > step.startedOn ? writer.today : step.startedOn)
  addRow(
    writer.tables.visit,
    nextId(writer, household),
    caseId,
    household.id,
    planned,
    done,
    done && `${done}T09:50:00+08`,
    clerks[0]?.id ?? null,
    clerks[1]?.id ?? null,
    done && `${household.members.length} 人同住，陈设简单，与申报一致。`,
    done && true,
    done ? 'done' : 'planned',
    household.community,
  )
}

function addDeliberation(writer: CaseWriter, household: CityHousehold, walk: Walk, caseId: string): void {
  const step = walk.steps.find(({ definition }) => definition.id === 'deliberation')
  if (!step?.finishedOn) return
  const { id } = writer.staff.street(household.community).community
  addRow(
    writer.tables.deliberation,
    nextId(writer, household),
    caseId,
    step.finishedOn,
    9,
    7,
    9,
    0,
    '情况属实，同意。',
    id,
    household.community,
    household.id,
  )
}

/** Sources that are asked about each adult and about the household, and the fact that each answers. */
const PERSON_SOURCES = [
  ['social_insurance', 'transfer_income'],
  ['tax', 'wage_income'],
] as const
const HOUSEHOLD_SOURCES = [
  ['deposits', 'financial_assets'],
  ['real_estate', 'home_count'],
  ['vehicles', 'vehicle_count'],
] as const

function addMeansCheck(
  writer: CaseWriter,
  household: CityHousehold,
  walk: Walk,
  version: Version,
  caseId: string,
): void {
  const step = walk.steps.find(({ definition }) => definition.id === 'visit')
  if (!step) return
  const { tables, days } = writer
  const facts = factsOn(household, version, walk.openedOn)
  for (const person of household.members) {
    if (person.birthDate > days.addDays(walk.openedOn, -18 * 365)) continue
    addRow(
      tables.means_check_authorisation,
      caseId,
      person.id,
      person.id,
      walk.openedOn,
      household.community,
      household.id,
    )
  }
  const checkId = nextId(writer, household)
  const completed = days.workingDay(step.startedOn, 3)
  const state = step.finishedOn ? 'sealed' : completed < writer.today ? 'answered' : 'running'
  const seal = state === 'sealed' ? `\\x${checkId.replaceAll('-', '').repeat(2)}` : null
  const completedOn = state === 'running' ? null : completed
  addRow(
    tables.means_check,
    checkId,
    caseId,
    step.startedOn,
    completedOn,
    state,
    seal,
    step.finishedOn,
    household.community,
    household.id,
  )
  if (walk.current === null) return
  const answered = state !== 'running'
  const answer = (source: string, personId: string | null, fact: string, value: unknown) => {
    const declared = Number(value ?? 0)
    const found = version.declared && declared === TOLD_PENSION.said ? TOLD_PENSION.found : declared
    const discrepancy = answered && declared !== found ? 'open' : 'none'
    addRow(
      tables.means_check_answer,
      nextId(writer, household),
      checkId,
      source,
      personId,
      fact,
      declared,
      answered ? found : null,
      answered,
      answered ? completed : null,
      discrepancy,
      household.community,
      household.id,
    )
  }
  for (const { id, facts: values } of facts.members)
    for (const [source, fact] of PERSON_SOURCES) answer(source, id, fact, values[fact])
  for (const [source, fact] of HOUSEHOLD_SOURCES) answer(source, null, fact, facts.household[fact])
}

/** An appeal against a refusal, handled in a case of its own by the city. */
export function addAppeal(writer: CaseWriter, household: CityHousehold, walk: Walk, caseId: string): void {
  if (!walk.closedOn) return
  const filedOn = writer.days.workingDay(writer.days.addDays(writer.today, -3 - (household.number % 20)), 0)
  const head = household.members[0] as CityPerson
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
    getProgramme(PROGRAMME).domain,
    PROGRAMME,
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

/**
 * Applying: the form filled in advance from the registers, the answers recorded as declared facts, every adult's
 * authorisation, one open case per household and programme. A clerk may do it for somebody at the counter; the log
 * says so.
 */
import type { Act } from '../../platform/act.ts'
import {
  addMaterials,
  changeProposal,
  discardDraft,
  findOpenCase,
  openCase,
  procedureOf,
  tellPerson,
  type NewMaterial,
} from '../../casework/index.ts'
import { maskIdentityNumber } from '../../registries/identifiers/index.ts'
import { ageOn, relationTitle } from '../../registries/people/index.ts'
import type { Decision } from '../../../engine/index.ts'
import type { PolicyProgramme, Question } from '../../../law/index.ts'
import { historyOfCase, matterFacts } from '../cases/case-history.ts'
import { amountOf, decideHousehold, memberCountOf, programmeOf } from '../decisions/decide.ts'
import { insertAuthorisations } from '../means-checks/authorisations/queries.ts'
import { recordHouseholdFacts, type NewFact } from '../households/facts.ts'
import { householdOn, isAdult, loadHistory, requireWhole, type HouseholdOn } from '../households/history.ts'
import type { MembershipRow } from '../households/queries.ts'
import { settleByApplication } from '../outreach/service.ts'
import { problem } from '../problems.ts'
import type { HouseholdAnswers } from '../questions/contract.ts'
import {
  answerOfFact,
  applicationQuestions,
  factValuesOf,
  findAnswerProblems,
  viewEvidence,
  viewQuestion,
  type AnswerProblem,
} from '../questions/service.ts'
import { askAbsent, authorisationsOf, authorises, checkPapers } from './authorise.ts'
import { beneficiariesOf, checkNotTwice, usualPayee } from './beneficiaries.ts'
import { expectedDates, wholeText } from './expected.ts'
import { insertApplication } from './queries.ts'
import { variantOf, viewUrgent } from './urgent.ts'

type ForHousehold = { programme_id: string; household_id?: string | undefined }

/** Whose household it is about: a resident's own, or the one that the clerk names. @throws household_without_members */
async function householdFor(act: Act, input: ForHousehold): Promise<HouseholdOn> {
  const own = act.caller.kind === 'resident' ? act.caller.household_id : input.household_id
  if (own === null || own === undefined) throw problem('household_without_members', { field: 'household_id' })
  const on = householdOn(await loadHistory(act, own), { holding_on: act.today, known_on: act.today })
  if (on.members.length === 0) throw problem('household_without_members', { field: 'household_id' })
  return on
}

/** A member as forms and case pages show him or her. */
export function viewMember(member: MembershipRow, today: string) {
  return {
    person_id: member.person_id,
    name: member.name,
    masked_identity_number:
      member.identity_number === null ? null : maskIdentityNumber(member.identity_number),
    relation: member.relation,
    relation_title: relationTitle(member.relation, member.sex),
    age: ageOn(member.birth_date, today),
    adult: isAdult(member, today),
    sex: member.sex,
  }
}

/** The form: questions of the law of today, papers, and what the registers already answer. */
export async function getApplicationForm(act: Act, input: ForHousehold) {
  const programme = programmeOf(input.programme_id)
  const on = await householdFor(act, input)
  const { household_id, division_code, address } = on.household
  const open = await findOpenCase(act.tx, household_id, programme.id, 'application')
  const procedure = procedureOf('application', programme.id, act.today)
  const [first] = await expectedDates(act, procedure)
  return {
    programme_id: programme.id,
    programme_title: programme.title,
    payment_kind: programme.payment.kind,
    as_of: act.today,
    household_id,
    title: `${on.members[0]?.name ?? ''}户`,
    beneficiary: programme.payment.beneficiary,
    address,
    members: on.members.map((member) => viewMember(member, act.today)),
    questions: applicationQuestions(programme.id, act.today, division_code).map(viewQuestion),
    evidence: papersOf(programme).map(viewEvidence),
    prefilled: prefilled(programme, on),
    open_case_id: open?.case_id ?? null,
    authorises: authorises(programme),
    urgent: viewUrgent(programme, act.today),
    expected: { accept_by: first?.by ?? null, whole_text: wholeText(procedure) },
  }
}

/** Papers to be brought: what the street itself assesses is the street's to write down. */
const papersOf = ({ evidence, supplied }: PolicyProgramme) =>
  evidence.filter(
    ({ facts }) =>
      facts.length === 0 ||
      !facts.every((fact) => supplied.some((each) => each.fact === fact && each.by === 'street')),
  )

function prefilled(programme: PolicyProgramme, on: HouseholdOn) {
  // What befell the household last time is not what befalls it now.
  const matter = programme.payment.kind === 'once' ? matterFacts(programme) : new Set<string>()
  const known = [...on.facts.values()].flatMap((fact) => {
    const value = answerOfFact(programme.rules, fact.name, fact)
    const asked = programme.questions.some((question) => question.fact === fact.name)
    if (value === null || !asked || matter.has(fact.name)) return []
    const person_id = fact.subject_kind === 'household' ? null : fact.subject_id
    return [
      {
        fact: fact.name,
        person_id,
        value: asAnswer(programme, fact.name, value),
        source_name: fact.source_name,
        known_on: fact.known_on,
      },
    ]
  })
  const registered = on.members.flatMap((member) => [
    { fact: 'relation', person_id: member.person_id, value: member.relation },
    ...(member.birth_date === null
      ? []
      : [{ fact: 'birth_date', person_id: member.person_id, value: member.birth_date }]),
  ])
  const { register_kind } = on.household
  const household =
    register_kind === null ? [] : [{ fact: 'register_kind', person_id: null, value: register_kind }]
  const present = new Set(on.members.map((member) => member.person_id))
  return [
    ...[...household, ...registered].map((each) => ({ ...each, source_name: '户籍登记', known_on: '' })),
    ...known,
  ]
    .filter((each) => each.person_id === null || present.has(each.person_id))
    .map((each) => ({ ...each, known_on: each.known_on === '' ? on.members[0]!.since : each.known_on }))
}

/** A choice between numbers is answered by its text. */
function asAnswer(programme: PolicyProgramme, name: string, value: string | number | boolean) {
  const question = programme.questions.find((each) => each.fact === name)
  return question?.control === 'choice' ? String(value) : value
}

/** What is wrong with the answers so far; nothing is stored. */
export async function checkApplication(
  act: Act,
  input: ForHousehold & { answers: HouseholdAnswers },
): Promise<AnswerProblem[]> {
  const on = await householdFor(act, input)
  return problemsOf(programmeOf(input.programme_id).questions, on, input.answers)
}

function problemsOf(
  questions: readonly Question[],
  on: HouseholdOn,
  answers: HouseholdAnswers,
): AnswerProblem[] {
  const of = (entity: Question['entity']) => questions.filter((question) => question.entity === entity)
  const strangers = answers.members.filter(
    ({ person_id }) => !on.members.some((member) => member.person_id === person_id),
  )
  return [
    ...findAnswerProblems(of('household'), answers.household, 'answers.household'),
    ...answers.members.flatMap((member, at) =>
      findAnswerProblems(of('person'), member.answers, `answers.members.${at}.answers`),
    ),
    ...strangers.map(({ person_id }) => ({
      field: `answers.members.${answers.members.findIndex((each) => each.person_id === person_id)}.person_id`,
      label: '家庭成员',
      message: '不是本户成员',
    })),
  ]
}

/** Nothing is published of a case that a child applies for or that is for a child, or where somebody is protected. */
const isRestricted = (act: Act, { members }: HouseholdOn, person_ids: readonly string[]): boolean =>
  members.some(
    (member) => member.restricted || (person_ids.includes(member.person_id) && !isAdult(member, act.today)),
  )

export type ApplicationInput = ForHousehold & {
  applicant_id?: string | undefined
  payee_id?: string | undefined
  /** It cannot wait: aid first, papers after. */
  urgent?: boolean | undefined
  /** For whom it is, where the programme is for single people. */
  beneficiary_ids?: readonly string[] | undefined
  answers: HouseholdAnswers
  /** Who has agreed by now; whoever is absent agrees later, on the own phone or at the counter. */
  authorisations: { person_id: string; signed_by: string; file_id?: string | null | undefined }[]
  materials: NewMaterial[]
}

/**
 * Hands in an application: case, declared facts, authorisations and papers in one act. Members who have not agreed to
 * the means check yet are told; it begins when they have.
 * @throws answer_wrong, applicant_not_suitable, payee_not_suitable, authorisation_missing, authorisation_wrong (422),
 * case_already_open, already_entitled (409)
 */
export async function submitApplication(act: Act, input: ApplicationInput) {
  const programme = programmeOf(input.programme_id)
  const on = await householdFor(act, input)
  requireWhole(on)
  const { household } = on
  const wrong = problemsOf(programme.questions, on, input.answers)
  if (wrong.length > 0) throw problem('answer_wrong', { field: wrong[0]!.field, errors: wrong })
  const applicant = applicantOf(act, on, input.applicant_id)
  const beneficiary_ids = beneficiariesOf(programme, on, input.beneficiary_ids ?? [])
  const payee_id = input.payee_id ?? usualPayee(act, on, beneficiary_ids) ?? applicant.person_id
  if (!on.members.some((member) => member.person_id === payee_id)) {
    throw problem('payee_not_suitable', { field: 'payee_id' })
  }
  const authorisations = authorisationsOf(act, programme, on, applicant, input.authorisations)
  await checkPapers(act, authorisations)
  await checkNotTwice(act, on, programme.id, beneficiary_ids)
  const counter = act.caller.kind === 'staff'
  const hand = await openCase(act, {
    programme_id: programme.id,
    kind: 'application',
    variant: variantOf(act, programme, input.urgent),
    household_id: household.household_id,
    person_id: applicant.person_id,
    division_code: household.division_code,
    restricted: isRestricted(act, on, [applicant.person_id, ...beneficiary_ids]),
    text: `申请${programme.title}${input.urgent === true ? '，情况紧急' : ''}，${counter ? '窗口代办' : '手机申请'}`,
  })
  const { case_id } = hand.row
  await insertApplication(act.tx, {
    case_id,
    programme_id: programme.id,
    household_id: household.household_id,
    applicant_id: applicant.person_id,
    payee_id,
    beneficiary_ids,
    answers: input.answers,
    channel: counter ? 'counter' : 'phone',
    submitted_on: act.today,
    division_code: household.division_code,
  })
  await recordHouseholdFacts(act, household, declaredFacts(programme, input.answers), {
    source_kind: 'declared',
    source_name: '申请人申报',
    source_reference: hand.row.case_number,
    valid_from: act.today,
  })
  await insertAuthorisations(
    act.tx,
    {
      case_id,
      signed_on: act.today,
      recorded_by: counter && act.caller.kind === 'staff' ? act.caller.account_id : null,
      division_code: household.division_code,
      household_id: household.household_id,
    },
    authorisations,
  )
  if (authorises(programme)) await askAbsent(act, hand, on, authorisations)
  await addMaterials(act, hand, input.materials)
  await refreshProposal(
    act,
    { case_id, household_id: household.household_id, programme_id: programme.id },
    act.today,
  )
  await discardDraft(act, { form: 'application', subject: programme.id })
  const { household_id } = household
  await settleByApplication(act, {
    household_id,
    programme_id: programme.id,
    case_number: hand.row.case_number,
  })
  const dates = await expectedDates(act, hand.procedure)
  await tellPerson(act, hand.row, {
    title: `${programme.title}申请已收到`,
    body: `办件号 ${hand.row.case_number}。${dates
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join('；')}。`,
  })
  return {
    case_id,
    case_number: hand.row.case_number,
    programme_title: programme.title,
    submitted_on: act.today,
    dates,
  }
}

function applicantOf(act: Act, on: HouseholdOn, given: string | undefined): MembershipRow {
  const applicant_id = act.caller.kind === 'resident' ? act.caller.person_id : given
  const applicant = on.members.find((member) => member.person_id === applicant_id)
  const alone = on.members.every((member) => !isAdult(member, act.today))
  // A child without any adult in the household is applied for by the office; nobody else's child applies.
  if (
    applicant === undefined ||
    (!isAdult(applicant, act.today) && !(alone && act.caller.kind === 'staff'))
  ) {
    throw problem('applicant_not_suitable', { field: 'applicant_id' })
  }
  return applicant
}

/** Answers as facts. Relation and birth date are the register's to say; a skipped answer is not a fact. */
function declaredFacts(programme: PolicyProgramme, answers: HouseholdAnswers): NewFact[] {
  // What the office finds or a register says is not the applicant's to declare.
  const declarable = new Set(programme.questions.map((question) => question.fact))
  for (const name of ['relation', 'birth_date', 'register_kind']) declarable.delete(name)
  const factsOf = (person_id: string | null, given: HouseholdAnswers['household']) =>
    Object.entries(given)
      .filter(([name, value]) => declarable.has(name) && value !== null)
      .map(([name, value]) => ({ person_id, name, ...factValuesOf(programme.rules, name, value) }))
  return [
    ...factsOf(null, answers.household),
    ...answers.members.flatMap((member) => factsOf(member.person_id, withoutDisability(member.answers))),
  ]
}

/** Somebody without a disability has grade 0, which no form asks for. */
function withoutDisability(answers: HouseholdAnswers['household']): HouseholdAnswers['household'] {
  return answers['disability_kind'] === 'none' ? { ...answers, disability_grade: 0 } : answers
}

/** Keeps beside the case what it would come to on the facts of now, by the law of `law_date`, and answers it. */
export async function refreshProposal(
  act: Act,
  of: { case_id: string; household_id: string; programme_id: string },
  law_date: string,
): Promise<Decision | undefined> {
  const history = await historyOfCase(act, of, await loadHistory(act, of.household_id), law_date)
  const on = householdOn(history, { holding_on: act.today, known_on: act.today })
  // Who does not see the whole household leaves what was reckoned for all of it.
  if (on.hidden) return undefined
  const programme = programmeOf(of.programme_id)
  const { decision } = decideHousehold(programme, on, law_date)
  await changeProposal(act, of.case_id, {
    amount: amountOf(decision),
    member_count: memberCountOf(programme, decision),
  })
  return decision
}

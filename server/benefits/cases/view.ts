/**
 * The case page in one answer: what casework shows of any case, and the facts, the decision on them, the
 * determination and the months of a benefit case.
 */
import type { Act } from '../../platform/act.ts'
import { mayAct, viewArticle, viewCase, type CaseInHand } from '../../casework/index.ts'
import { listEntitlementsOfHousehold } from '../../payments/index.ts'
import { situationOf } from '../../registries/people/index.ts'
import { authorises } from '../applications/authorise.ts'
import { viewMember } from '../applications/service.ts'
import { findApplication } from '../applications/queries.ts'
import { leaverText, monthsOfCase } from '../changes/service.ts'
import { loadReported, withFacts, type Reported } from '../changes/supposed.ts'
import { decideHousehold, exclusionOf, membersFor, programmeOf, type Decided } from '../decisions/decide.ts'
import { viewDecision, viewNobody } from '../decisions/view.ts'
import { findDeterminationOfCase } from '../determinations/queries.ts'
import { exitToVerify, findExitOffer } from '../determinations/gradual-exit.ts'
import { paysOnce } from '../determinations/once.ts'
import { monthAfter, viewMonths, type Month } from '../determinations/recompute.ts'
import { reviewClassOf } from '../determinations/reviews.ts'
import { monthText } from '../determinations/words.ts'
import { findRefusal, isProposal } from '../determinations/refusals.ts'
import { viewAppeal, viewDetermination } from '../determinations/view.ts'
import { householdOn, requireWhole, type HouseholdHistory, type HouseholdOn } from '../households/history.ts'
import { isDecided } from '../means-checks/authorisations/service.ts'
import { findMeansCheckView, viewAuthorisations } from '../means-checks/view.ts'
import { problem } from '../problems.ts'
import { factValuesOf } from '../questions/service.ts'
import { receipt } from '../../../engine/index.ts'
import { viewAssessment } from '../assessments/service.ts'
import { historyOfCase } from './case-history.ts'
import { viewFactGroups } from './facts.ts'
import { shownLawDate } from './law-date.ts'

/** Everything the case page shows. @throws not_found (404) */
export async function viewBenefitCase(act: Act, case_id: string) {
  const { hand, view } = await viewCase(act, case_id)
  const { row, procedure } = hand
  const household_id = row.household_id ?? ''
  const [reported, application, means_check, made, entitlements] = await Promise.all([
    loadReported(act, row),
    findApplication(act.tx, case_id),
    findMeansCheckView(act, case_id),
    findDeterminationOfCase(act.tx, case_id),
    listEntitlementsOfHousehold(act.tx, household_id),
  ])
  const { leaver } = reported
  const ofCase = (known: HouseholdHistory) => historyOfCase(act, row, known, shownLawDate(hand, act.today))
  const history = await ofCase(reported.history)
  const supposed = reported.supposed === reported.history ? history : await ofCase(reported.supposed)
  const programme = programmeOf(row.programme_id)
  const now = { holding_on: act.today, known_on: act.today }
  const on = householdOn(history, now)
  const expected = householdOn(supposed, now)
  const decided = row.kind === 'appeal' ? undefined : tryDecide(act, hand, expected)
  const counted = countedMembers(decided)
  const excluded = row.kind === 'application' ? excludedBy(row.programme_id, on, act.today) : null
  const names = namesOf(history)
  const months = row.state === 'open' ? await monthsOfCase(act, row, reported) : []
  const pays_from = made?.effective_from ?? monthAfter(act.today)
  const { dayOfMonth } = procedure.payBy
  return {
    ...view,
    acts: view.acts.map((each) => withLeaver(withDecision(each, hand, decided, excluded), leaver)),
    application: application ?? null,
    address: on.household.address,
    members: on.members.map((member) => {
      const facts = [...on.facts.values()].filter((fact) => fact.subject_id === member.person_id)
      const parts = situationOf(member, facts, act.today)
        .split('，')
        .filter((part) => part !== '')
      return {
        ...viewMember(member, act.today),
        counted: counted.get(member.person_id) ?? null,
        employment_text: parts.find((part) => !part.endsWith('残疾')) ?? null,
        disability_text: parts.find((part) => part.endsWith('残疾')) ?? null,
        applicant: member.person_id === application?.applicant_id,
        leaving:
          leaver?.person_id === member.person_id
            ? { kind: leaver.kind, text: `${leaverText(leaver)}，尚未登记` }
            : null,
      }
    }),
    fact_groups: viewFactGroups(programme, history, expected),
    assessment: viewAssessment(programme, procedure, expected, shownLawDate(hand, act.today)),
    means_check,
    authorisations: authorises(programme)
      ? await viewAuthorisations(
          act,
          case_id,
          history,
          row.state === 'open' && !isDecided(hand) && mayAct(act.caller, 'answer_supplement', hand.step),
        )
      : { open: false, given: [], missing: [] },
    preview:
      decided !== undefined
        ? viewDecision(decided, names, codeOf(decided))
        : leaver !== undefined && expected.members.length === 0
          ? viewNobodyLeft(act, hand)
          : null,
    street_opinion: opinionOf(view.log),
    notice_summary: noticeSummary(view.notices, view.objections),
    pays_from: row.kind === 'appeal' || paysOnce(programme) ? null : pays_from,
    pays_text:
      row.kind === 'appeal'
        ? null
        : paysOnce(programme)
          ? '批准后一次发给'
          : `${monthText(pays_from)}起，每月${dayOfMonth === null ? '' : ` ${dayOfMonth} 日前`}发放`,
    determination: made === undefined ? null : await viewDetermination(act, made.determination_id),
    refusal: await viewRefusal(act, hand),
    months: await viewMonths(act, { household_id, programme_id: row.programme_id }, months),
    gradual_exit: viewExit(row.programme_id, months, act.today),
    excluded_by: excluded,
    review_classes: decided === undefined ? [] : viewReviewClasses(procedure, decided),
    other_entitlements: entitlements
      .filter(
        (each) =>
          each.programme_id !== row.programme_id &&
          (each.until_month === null || each.until_month > act.today),
      )
      .map((each) => ({
        programme_id: each.programme_id,
        programme_title: programmeOf(each.programme_id).title,
        amount: each.amount.toString(),
        from: each.from_month,
      })),
  }
}

const namesOf = (history: HouseholdHistory) =>
  new Map(history.memberships.map((member) => [member.person_id, member.name]))

/** Applications by the law of acceptance, all else by that of the next month. Nobody left: nothing to show. */
function tryDecide(act: Act, hand: CaseInHand, on: HouseholdOn): Decided | undefined {
  const programme = programmeOf(hand.row.programme_id)
  const date = shownLawDate(hand, act.today)
  if (membersFor(programme, on, date).length === 0 || on.hidden) return undefined
  return decideHousehold(programme, on, date)
}

async function viewRefusal(act: Act, hand: CaseInHand) {
  const refusal = await findRefusal(act, hand)
  if (refusal === undefined) return null
  const { programme_id, closed_on } = hand.row
  return {
    ...refusal,
    article: viewArticle(refusal.article),
    appeal: await viewAppeal(act, { programme_id, decided_on: refusal.refused_on }, closed_on),
  }
}

/** The last one is reported dead or gone: there is nobody to reckon with, and nothing to pay. */
const viewNobodyLeft = (act: Act, hand: CaseInHand) =>
  viewNobody(programmeOf(hand.row.programme_id), {
    as_of: shownLawDate(hand, act.today),
    division_code: hand.row.division_code,
    law_version: '',
    receipt_hash: null,
  })

const codeOf = ({ programme, input, decision }: Decided): string =>
  receipt(programme.rules, input, decision).code

/** Which members the law counts, as the reasons say. */
function countedMembers(decided: Decided | undefined): ReadonlyMap<string, boolean | null> {
  const counted = new Map<string, boolean | null>()
  const visit = (reasons: Decided['decision']['reasons']): void => {
    for (const reason of reasons) {
      if (reason.member !== undefined && reason.label.startsWith('计入') && reason.outcome !== undefined) {
        counted.set(reason.member, reason.outcome === 'unknown' ? null : reason.outcome)
      } else if (counted.size < (decided?.input.members.length ?? 0)) visit(reason.operands)
    }
  }
  visit(decided?.decision.reasons ?? [])
  return counted
}

/** The offer of a gradual exit, where the months end over the standard and nothing else stands in the way. */
function viewExit(programme_id: string, months: readonly Month[], today: string) {
  const offer = findExitOffer(programme_id, months, today)
  if (offer === undefined) return null
  const { rule, amount, from } = offer
  return {
    up_to_months: rule.upToMonths,
    amount: amount.toString(),
    from,
    article: viewArticle(rule.article),
    to_verify: exitToVerify(rule),
  }
}

/** The classes of the procedure that fit the household's register, the suggested one first. */
function viewReviewClasses({ reviews }: Pick<CaseInHand['procedure'], 'reviews'>, { input }: Decided) {
  const suggested = reviewClassOf({ reviews }, input)?.id
  const register = input.household['register_kind']
  return reviews
    .filter((each) => each.registerKind === undefined || each.registerKind === register)
    .map((each) => ({
      review_class: each.id,
      title: each.label,
      every_months: each.every.amount,
      article: viewArticle(each.article),
      suggested: each.id === suggested,
    }))
    .toSorted((a, b) => Number(b.suggested) - Number(a.suggested))
}

type ActView = Awaited<ReturnType<typeof viewCase>>['view']['acts'][number]

/** What the household has that leaves no room for the programme, in words; null where nothing does. */
function excludedBy(programme_id: string, on: HouseholdOn, today: string) {
  const excluded = exclusionOf(programmeOf(programme_id), on, monthAfter(today))
  if (excluded === undefined) return null
  const { because, rule } = excluded
  return {
    programme_id: because,
    programme_title: programmeOf(because).title,
    text: rule.text,
    article: viewArticle({ document: rule.document, article: rule.article }),
  }
}

/** Approval waits for facts, and refuses what the facts refuse; the page says so before the button is pressed. */
function withDecision(
  act: ActView,
  hand: CaseInHand,
  decided: Decided | undefined,
  excluded: ReturnType<typeof excludedBy>,
): ActView {
  if (!act.allowed || decided === undefined) return act
  const why =
    excluded === null
      ? whyByLaw(act.act, hand, decided.decision.status)
      : act.act === 'approve'
        ? `本户在享${excluded.programme_title}，不能同时享受`
        : undefined
  return why === undefined ? act : { ...act, allowed: false, why_not: why }
}

function whyByLaw(
  act: ActView['act'],
  { row, procedure, step }: CaseInHand,
  status: Decided['decision']['status'],
): string | undefined {
  if (act === 'publish_notice' && status !== 'eligible') return '还没有拟给付金额'
  if (act === 'approve' && status === 'incomplete') return '还有事实不清楚'
  if (row.kind !== 'application') return undefined
  if (act === 'approve' && status === 'ineligible') return '按现行事实不符合条件'
  const decides = act === 'refuse' && !step.acts.includes('accept') && !isProposal(procedure, step)
  return decides && status === 'eligible' ? '按现行事实符合条件，事实有误先更正' : undefined
}

/** Nobody hands a report of a death on before the register says the same. */
function withLeaver(act: ActView, leaver: Reported['leaver']): ActView {
  if (leaver === undefined || !act.allowed || (act.act !== 'submit' && act.act !== 'approve')) return act
  return { ...act, allowed: false, why_not: leaver.kind === 'death' ? '先登记死亡' : '先登记离开' }
}

function opinionOf(log: { act: string; step_id: string; text: string }[]): string | null {
  const submitted = log.find(
    (each) => each.act === 'submit' && (each.step_id === 'street_report' || each.step_id === 'visit'),
  )
  if (submitted === undefined) return null
  const [, opinion] = submitted.text.split('：')
  return `街道意见：${opinion ?? '同意'}`
}

function noticeSummary(notices: { state: string }[], objections: unknown[]): string | null {
  if (notices.length === 0) return null
  if (notices.some((notice) => notice.state === 'held')) return '公示有异议，核查中'
  if (notices.some((notice) => notice.state === 'running')) return '公示中'
  return objections.length === 0 ? '公示无异议' : `公示异议 ${objections.length} 件，已答复`
}

/** 换一个事实试算: the decision as it is and as it would be; nothing is stored. */
export async function tryOtherFacts(
  act: Act,
  input: {
    case_id: string
    facts: { fact: string; person_id: string | null; value: string | number | boolean | null }[]
  },
) {
  const { hand } = await viewCase(act, input.case_id)
  const programme = programmeOf(hand.row.programme_id)
  const { supposed } = await loadReported(act, hand.row)
  const history = await historyOfCase(act, hand.row, supposed, shownLawDate(hand, act.today))
  requireWhole(history)
  const facts = input.facts.map(({ fact, person_id, value }) => {
    if (
      !programme.rules.inputs.some(
        (each) => each.name === fact && (each.entity === 'person') === (person_id !== null),
      )
    ) {
      throw problem('answer_wrong', { field: 'facts' })
    }
    return { person_id, name: fact, ...factValuesOf(programme.rules, fact, value) }
  })
  const now = { holding_on: act.today, known_on: act.today }
  const decide = (known: HouseholdHistory) =>
    decideHousehold(programme, householdOn(known, now), shownLawDate(hand, act.today))
  const names = namesOf(history)
  return {
    before: viewDecision(decide(history), names, null),
    after: viewDecision(decide(withFacts(act, history, facts, act.today)), names, null),
  }
}

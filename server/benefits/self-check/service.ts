/** 自助测算: a few answers, every programme that may fit, and why. Nothing is stored; what was skipped stays unknown. */
import type { Act } from '../../platform/act.ts'
import { getProcedure, type PolicyProgramme, type Question } from '../../../law/index.ts'
import { limitUnits } from '../../casework/index.ts'
import type { DecisionView } from '../decisions/contract.ts'
import { decideInput, programmesInForce } from '../decisions/decide.ts'
import { viewDecision } from '../decisions/view.ts'
import { problem } from '../problems.ts'
import type { Answers } from '../questions/contract.ts'
import { findAnswerProblems, selfCheckQuestions, viewQuestion } from '../questions/service.ts'

/** Where somebody is taken to live who does not say: the law of the whole city. */
const anywhere = '12'

export function listQuestions(act: Act) {
  return { as_of: act.today, questions: selfCheckQuestions(act.today, anywhere).map(viewQuestion) }
}

/** @throws answer_wrong (422) naming each field; facts_refused (422) */
export function selfCheck(act: Act, input: { answers: Answers; division_code?: string | undefined }) {
  const division = input.division_code ?? anywhere
  const questions = selfCheckQuestions(act.today, division)
  const wrong = findAnswerProblems(questions, input.answers, 'answers')
  if (wrong.length > 0) throw problem('answer_wrong', { field: wrong[0]!.field, errors: wrong })
  const size = input.answers['member_count']
  if (typeof size === 'number' && (size < 1 || size > 20)) {
    throw problem('answer_wrong', { field: 'answers.member_count', detail: '家庭人口须是 1 至 20 的整数。' })
  }
  return {
    as_of: act.today,
    results: programmesInForce(act.today, division).map((programme) =>
      check(act, programme, input.answers, division),
    ),
    disclaimer: '这是测算，不是决定，以街道核对为准。',
  }
}

function check(act: Act, programme: PolicyProgramme, answers: Answers, division: string) {
  const household = programme.fromSelfCheck(answers)
  const decided = decideInput(programme, { ...household, date: act.today, division })
  const names = new Map(household.members.map((member) => [member.id, '']))
  const view = viewDecision(decided, names, null)
  const known = view.missing.length > 0 ? askedFor(view, programme, answers) : view
  return { ...known, ...verdictOf(known), next_steps: nextSteps(act, programme, view) }
}

/** Missing facts by the question that asks for them, a skipped one first; each once: nobody was asked about members. */
function askedFor(view: DecisionView, programme: PolicyProgramme, answers: Answers): DecisionView {
  const isSkipped = ({ fact }: Question) => (answers[fact] ?? null) === null
  const labels = new Map<string, { fact: string; label: string }>()
  for (const missing of view.missing) {
    const asking = programme.selfCheck.filter(
      ({ fact, standsFor = [] }) => fact === missing.fact || standsFor.includes(missing.fact),
    )
    const { fact, label } = asking.find(isSkipped) ?? asking[0] ?? missing
    labels.set(fact, { fact, label })
  }
  const missing = [...labels.values()].map((each) => ({ ...each, subject: null, subject_id: null }))
  return { ...view, missing }
}

function verdictOf(view: DecisionView) {
  const title = view.programme_title
  if (view.outcome === 'eligible') {
    return { verdict: 'may_fit' as const, verdict_text: `您家可能符合${title}，全家大约可领` }
  }
  if (view.outcome === 'ineligible') {
    return { verdict: 'does_not_fit' as const, verdict_text: `按您填的情况，暂不符合${title}` }
  }
  return { verdict: 'not_enough_known' as const, verdict_text: `还差几项，暂时算不出${title}` }
}

function nextSteps(act: Act, programme: PolicyProgramme, view: DecisionView): string[] {
  if (view.outcome === 'ineligible') return ['情况有变化时可以再测算', '对结果有疑问，可到街道窗口咨询']
  const procedure = getProcedure(programme.id, act.today)
  const papers = programme.evidence.filter((each) => each.required).map((each) => each.title)
  return [
    `带好${papers.slice(0, 3).join('、')}`,
    '手机上申请，或到户口所在街道窗口',
    `受理后一般 ${procedure.whole.amount} ${limitUnits[procedure.whole.unit]}内答复`,
  ]
}

/** 复核: each household on benefit is looked at again when its class says so; a daily job opens the cases. */
import type { Act } from '../../platform/act.ts'
import { addMonths } from '../../platform/clock/index.ts'
import { getLawArticle, getProgramme } from '../../../law/index.ts'
import type { ReviewClass } from '../../../law/index.ts'
import { logCase, procedureOf, tellPerson, type CaseInHand } from '../../casework/index.ts'
import { authorise } from '../access.ts'
import { openChangeCase, refreshChangeProposal } from '../changes/service.ts'
import { programmeOf } from '../decisions/decide.ts'
import { listDeterminations, listDueReviews } from '../determinations/queries.ts'
import { inForce, monthAfter } from '../determinations/recompute.ts'
import { loadHistory } from '../households/history.ts'
import { problem } from '../problems.ts'

/** Opens the reviews that are due and have no case yet. Returns how many. */
export async function openDueReviews(act: Act): Promise<number> {
  const due = await listDueReviews(act.tx, {
    until: act.today,
    today: act.today,
    programme_id: null,
    only_without_case: true,
    limit: null,
    offset: 0,
  })
  for (const review of due) {
    const history = await loadHistory(act, review.household_id)
    const hand = await openChangeCase(act, programmeOf(review.programme_id), history, 'review', '定期复核')
    await refreshChangeProposal(act, hand.row)
    await tellReview(act, hand, '到了定期复核的时候')
  }
  return due.length
}

/** Looks at a household before its day, for a reason. @throws not_entitled, case_already_open (409) */
export async function openReview(
  act: Act,
  input: { household_id: string; programme_id: string; reason: string },
): Promise<{ case_id: string; case_number: string }> {
  authorise(act, 'open_review')
  const programme = programmeOf(input.programme_id)
  const history = await loadHistory(act, input.household_id)
  const determinations = await listDeterminations(act.tx, input.household_id, programme.id)
  if (inForce(determinations, monthAfter(act.today))?.outcome !== 'eligible') throw problem('not_entitled')
  const hand = await openChangeCase(act, programme, history, 'review', '提前复核')
  await logCase(act, hand.row, 'open_review', input.reason)
  await refreshChangeProposal(act, hand.row)
  await tellReview(act, hand, '街道提前复核您家的情况')
  return { case_id: hand.row.case_id, case_number: hand.row.case_number }
}

/** That the household is looked at again, and what it has to do. */
const tellReview = (act: Act, { row }: CaseInHand, why: string): Promise<void> =>
  tellPerson(act, row, {
    title: `${programmeOf(row.programme_id).title}复核`,
    body: `${why}，办件号 ${row.case_number}。请每位成年家人重新签一次核对授权；收入、财产、人口有变化的，现在就报告。复核期间照常发放，有结果会告诉您。`,
  })

/** The review calendar of the caller's area. */
export async function listReviews(
  act: Act,
  filter: { until?: string | undefined; programme_id?: string | undefined; limit: number; offset: number },
) {
  const rows = await listDueReviews(act.tx, {
    until: filter.until ?? addMonths(act.today, 1),
    today: act.today,
    programme_id: filter.programme_id ?? null,
    only_without_case: false,
    limit: filter.limit,
    offset: filter.offset,
  })
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      ...row,
      title: `${row.head_name ?? ''}户`,
      programme_title: getProgramme(row.programme_id).title,
      review_class_title: reviewClassTitle(row.programme_id, row.review_class, act.today),
      review_class_unverified: unverifiedOf(row.programme_id, row.review_class, act.today),
    })),
  }
}

/** 变化不大, by the procedures of the programme; classes of older rules keep their words. */
export function reviewClassTitle(programme_id: string, id: string | null, today: string): string | null {
  return findReviewClass(programme_id, id, today)?.label ?? id
}

/** What the rhythm rests on where no text says it; null where it is read. */
function unverifiedOf(programme_id: string, id: string | null, today: string): string | null {
  const found = findReviewClass(programme_id, id, today)
  if (found === undefined) return null
  const { toVerify, text } = getLawArticle(found.article.document, found.article.article)
  return toVerify ? text : null
}

function findReviewClass(programme_id: string, id: string | null, today: string): ReviewClass | undefined {
  const { procedures } = getProgramme(programme_id)
  const current = procedureOf('application', programme_id, today)
  return [current, ...procedures].flatMap((each) => each.reviews).find((each) => each.id === id)
}

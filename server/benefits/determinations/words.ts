/** What a household is told of a decision: the outcome with its reason and article, and how to object. Pure. */
import { addMonths } from '../../platform/clock/index.ts'
import { dateText, payText } from '../../casework/index.ts'
import { yuanText } from '../../registries/people/index.ts'
import { getLawDocument, getProgramme, type ArticleReference } from '../../../law/index.ts'
import type { DeterminationRow } from './queries.ts'
import type { Refusal } from './refusals.ts'

/** 2017年10月. */
export const monthText = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`

/** What was determined, in one or two sentences. */
export function outcomeText(made: DeterminationRow | undefined): string {
  if (made === undefined) return '经核定，您家的待遇不变。'
  if (made.effective_until !== null) {
    return `您家人均收入已超过标准，给予渐退：每月 ${yuanText(made.amount)} 元发到${monthText(addMonths(made.effective_until, -1))}，${monthText(made.effective_until)}起停发。以后收入下降、符合条件的，可以重新申请。`
  }
  if (getProgramme(made.programme_id).payment.kind === 'once') return onceOutcomeText(made)
  if (made.outcome === 'eligible') {
    return `您家的待遇核定为每月 ${yuanText(made.amount)} 元，自${monthText(made.effective_from)}起按月发放。`
  }
  return `您家的待遇从${monthText(made.effective_from)}起停发。理由：${ended(made.reason)}`
}

/** What is paid once has no month; what was given in advance and turned out too much is given back. */
function onceOutcomeText({ programme_id, outcome, amount, reason }: DeterminationRow): string {
  const { title } = getProgramme(programme_id)
  return outcome === 'eligible'
    ? `您家的${title}核定为${payText(programme_id, amount)}，批准后发给；先给过的算在里面。`
    : `您家不符合${title}的条件。理由：${ended(reason)}已经给的要退回，街道会告诉您怎么办。`
}

/** Why it was refused, and by which articles. */
export function refusalText(refusal: Refusal, articles: readonly ArticleReference[]): string {
  const stays = refusal.title === '不予变更' ? '您家的待遇不变，照常发放。' : ''
  return `${refusal.title}。${stays}理由：${ended(refusal.reason)}依据：${articles.map(articleText).join('、')}。`
}

const ended = (text: string): string => `${text.replace(/[。；，]+$/, '')}。`

/** 《最低生活保障审核审批办法（试行）》第十三条. */
export const articleText = ({ document, article }: ArticleReference): string =>
  `《${getLawDocument(document).title}》${article}`

type Ways = { body: string; file_by: string; court: string; court_by: string }

/** How to object: before whom and until which day. */
export function appealText({ body, file_by, court, court_by }: Ways): string {
  return `不服本决定的，可以在${dateText(file_by)}前向${body}申请行政复议，也可以在${dateText(court_by)}前向${court}提起行政诉讼。`
}

/** In a text without marks beside it, e.g. a message or a paper: that the limits rest on no text of the law that was read. */
export const withUnverified = (text: string, to_verify: string | null): string =>
  to_verify === null ? text : `${text}（期限和机关的依据待核实）`

/** How to object, as a message says it. */
export const appealTextTold = (ways: Ways & { to_verify: string | null }): string =>
  withUnverified(appealText(ways), ways.to_verify)

type Limit = { amount: number; unit: 'day' | 'working_day' | 'month' }
type Within = {
  reconsideration: { body: string; fileWithin: Limit }
  court: { body: string; fileWithin: Limit }
}
const units = { day: '日', working_day: '个工作日', month: '个月' }

/** The same before anybody has been told: limits run from the day on which the decision arrives. */
export function appealTextAhead({ reconsideration, court }: Within): string {
  const within = ({ amount, unit }: Limit) => `${amount} ${units[unit]}内`
  return `不服本决定的，可以自收到决定之日起 ${within(reconsideration.fileWithin)}向${reconsideration.body}申请行政复议，也可以在 ${within(court.fileWithin)}向${court.body}提起行政诉讼。`
}

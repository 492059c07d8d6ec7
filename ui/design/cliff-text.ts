/** A cliff in words: at how much more income a household would have less, of what, and by which article. Pure. */
import { yuanText } from './money-text.ts'

type Lost = {
  programme_title: string
  kind: 'monthly' | 'once' | 'yearly_roster' | 'per_claim'
  before: string
  after: string
  because: { label: string; article: { document_title: string; article: string } } | null
}

/** The step down is that of the last fen: what comes before it is more money, not less. */
export function cliffText(cliff: { more_income: string; monthly_loss: string }): string {
  const more = `全户收入每月再多到 ${yuanText(cliff.more_income)} 元时`
  return cliff.monthly_loss === '0'
    ? `${more}，钱没有少，但下面的没有了`
    : `${more}，连收入算上，比再少挣一分时少 ${yuanText(cliff.monthly_loss)} 元`
}

const periods: Record<Lost['kind'], string> = {
  monthly: '元/月',
  once: '元',
  yearly_roster: '元/年',
  per_claim: '元',
}

/** 低收入家庭救助 258.00 元/月停发，不再符合“人均收入不超过上限”（《低收入家庭救助标准》收入范围）. */
export function lostText({ programme_title, kind, before, after, because }: Lost): string {
  const period = periods[kind]
  // What has shrunk to nothing with every yuan earned has no sum worth naming.
  const what =
    after === '0'
      ? BigInt(before) < 100n
        ? `${programme_title}到此停发`
        : `${programme_title} ${yuanText(before)} ${period}停发`
      : `${programme_title}由 ${yuanText(before)} 变为 ${yuanText(after)} ${period}`
  if (because === null) return what
  const { label, article } = because
  return `${what}，不再符合“${label}”（《${article.document_title}》${article.article}）`
}

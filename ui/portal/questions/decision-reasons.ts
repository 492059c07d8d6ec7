/** Reasons of a decision as the list shows them: article by article, each opening its text and its numbers. */
import type { ReasonView } from '../../../server/benefits/contract.ts'
import type { Reason } from '../../design/index.ts'

function outcomeOf(holds: boolean | null): Reason['outcome'] {
  if (holds === null) return 'unknown'
  return holds ? 'met' : 'not_met'
}

function calculationOf(reason: ReasonView): Pick<Reason, 'calculation'> {
  const rows = reason.lines.filter((line) => !line.total)
  const total = reason.lines.find((line) => line.total)
  if (rows.length === 0 && total === undefined) return {}
  const plain = ({ label, value_text }: (typeof rows)[number]) => ({ label, value: value_text })
  return { calculation: { rows: rows.map(plain), ...(total && { total: plain(total) }) } }
}

/** Values that the statement and its mark say already: ✓ 没有汽车 needs no 否 beside it. */
const plainWords = new Set(['', '是', '否', '未知'])

/** What decides against comes first, then what is not known, then what holds. */
export function reasonsOf(reasons: readonly ReasonView[]): Reason[] {
  const order = (reason: ReasonView) => (reason.holds === false ? 0 : reason.holds === null ? 1 : 2)
  return reasons
    .toSorted((a, b) => order(a) - order(b))
    .map((reason) => ({
      key: reason.id,
      outcome: outcomeOf(reason.holds),
      statement: reason.label,
      article: {
        text: reason.article === null ? '' : `《${reason.article.document_title}》${reason.article.article}`,
      },
      ...(plainWords.has(reason.value_text) ? {} : { numbers: reason.value_text }),
      ...(reason.to_verify === null ? {} : { unverified: reason.to_verify }),
      ...calculationOf(reason),
      ...(reason.article?.text ? { law: `${reason.article.article}　${reason.article.text}` } : {}),
    }))
}

/** A reckoned bill as others read it: what each payer bears, why, and what is booked. Pure. */
import type { Reason } from '../../../../engine/index.ts'
import { settlementArticles } from '../../../../law/index.ts'
import type { Assessed, Bill } from './assess.ts'

type Payer = 'basic_insurance' | 'serious_illness_insurance' | 'medical_aid' | 'patient'

/** Every payer of a bill in turn; the amounts add up to the total. */
export function payersOf(bill: Bill, { aids, own_paid }: Assessed) {
  const line = (payer: Payer, title: string, amount: bigint) => ({
    payer,
    title,
    amount: String(amount),
    article: null as { document: string; article: string } | null,
    programme_id: null as string | null,
  })
  return [
    line('basic_insurance', '基本医疗保险', bill.basic_paid),
    line('serious_illness_insurance', '大病保险', bill.serious_insurance_paid),
    ...aids.map(({ programme_id, title, amount, article }) => ({
      ...line('medical_aid', title, amount),
      article,
      programme_id,
    })),
    { ...line('patient', '病人自付', own_paid), article: settlementArticles.own_share },
  ]
}

/** How each programme came to its amount, in the words of the law, the last step first. */
export function explanationsOf({ decisions }: Assessed) {
  return decisions.map(({ programme_id, title, decision }) => ({
    programme_id,
    title,
    eligible: decision.status === 'eligible',
    steps: decision.reasons.flatMap((reason) => stepsOf(reason)),
  }))
}

function stepsOf(reason: Reason): string[] {
  const { kind, article, label, text, operands, explainedAbove } = reason
  if (explainedAbove === true) return []
  const own = kind === 'article' ? [`${article ?? ''}：${label}，${text}`] : []
  return [...own, ...operands.flatMap(stepsOf)]
}

/** What a claim moves in the district's books; fen, debit positive. What the patient pays the hospital is noted beside. */
export function entriesOf({ aid, own_paid }: Assessed): { account: string; amount: bigint }[] {
  return [
    ...pair('medical_aid_expense', 'hospital_payable', aid),
    ...pair('patient_due', 'hospital_collection', own_paid),
  ]
}

const pair = (debit: string, credit: string, amount: bigint) =>
  amount === 0n
    ? []
    : [
        { account: debit, amount },
        { account: credit, amount: -amount },
      ]

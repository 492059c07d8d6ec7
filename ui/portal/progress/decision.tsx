import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { ButtonLink, Money, ReasonList, dateText, monthText } from '../../design/index.ts'
import { PortalSection } from '../portal-page.tsx'
import { reasonsOf } from '../questions/decision-reasons.ts'

type Refusal = NonNullable<BenefitCaseView['refusal']>

/** What was refused, why and by which article; conditions that are not met are told one by one. */
function Refused({ view, refusal }: { view: BenefitCaseView; refusal: Refusal }) {
  const failed = view.determination?.decision.reasons.filter((reason) => reason.holds === false) ?? []
  const { head } = view
  return (
    <PortalSection title="决定" note={`${dateText(refusal.refused_on)}作出`}>
      <p>
        <strong>
          您家的{head.programme_title}
          {head.kind_title}，{refusal.title}。
        </strong>
        {refusal.title === '不予变更' && '待遇不变，照常发放。'}
      </p>
      <p>理由：{refusal.reason.replace(/[。；，]+$/, '')}。</p>
      <p className="second">
        依据《{refusal.article.document_title}》{refusal.article.article}。
      </p>
      {refusal.title !== '不予受理' && failed.length > 0 && (
        <>
          <h3>哪里不符合</h3>
          <ReasonList reasons={reasonsOf(failed)} />
        </>
      )}
      <ButtonLink wide to={`/progress/${head.case_id}/decision-notice`}>
        看告知书
      </ButtonLink>
    </PortalSection>
  )
}

/** The first eight digits in two groups, as printed on the paper. */
const receiptText = (hash: string): string => {
  const digits = hash.replaceAll(' ', '')
  return `${digits.slice(0, 4)} ${digits.slice(4, 8)}`
}

/** What was decided: the amount, reasons article by article, the receipt that replays to the same fen, the paper. */
export function Decision({ view }: { view: BenefitCaseView }) {
  const { determination, head } = view
  if (view.refusal !== null) return <Refused view={view} refusal={view.refusal} />
  if (determination === null) return null
  const { decision } = determination
  const granted = determination.outcome === 'eligible'
  return (
    <PortalSection title="决定" note={`${dateText(determination.decided_on)}作出`}>
      {granted ? (
        <div>
          <p>
            {determination.payment_kind === 'once'
              ? `给予${determination.programme_title}，一次性`
              : determination.effective_until === null
                ? `给予${determination.programme_title}，${monthText(determination.effective_from)}起每月`
                : `您家人均收入已超过标准，渐退期内继续发放，${monthText(determination.effective_until)}起停发，每月`}
          </p>
          <Money
            fen={determination.amount}
            unit={determination.payment_kind === 'monthly' ? '元 / 月' : '元'}
            size="amount"
          />
          {decision.formula_text !== null && <p className="second">{decision.formula_text}</p>}
        </div>
      ) : (
        <p>
          <strong>
            {determination.payment_kind === 'once'
              ? `您家不符合${determination.programme_title}的条件。`
              : `${determination.programme_title}从${monthText(determination.effective_from)}起停发。`}
          </strong>
          {determination.reason}
        </p>
      )}
      {view.pays_text !== null && granted && determination.effective_until === null && (
        <p>{view.pays_text}</p>
      )}
      <h3>为什么</h3>
      <ReasonList reasons={reasonsOf(decision.reasons)} />
      {decision.margins.map((margin) => (
        <p key={margin.label} className="second">
          {margin.text}。
        </p>
      ))}
      <p className="second">
        凭据 <span className="nowrap">{receiptText(determination.receipt_hash)}</span>
        ，凭它可以重算出同样的结果。
        {determination.means_check_sealed_on !== null &&
          `收入和财产按${dateText(determination.means_check_sealed_on)}封存的核对报告。`}
        {determination.next_review_on !== null && `下次复核 ${dateText(determination.next_review_on)}。`}
      </p>
      <ButtonLink wide to={`/progress/${head.case_id}/decision-notice`}>
        看告知书
      </ButtonLink>
    </PortalSection>
  )
}

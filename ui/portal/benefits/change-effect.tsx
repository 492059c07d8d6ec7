import type { changeRoutes } from '../../../server/benefits/contract.ts'
import { Money, ReasonList, monthText, yuanText } from '../../design/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { PortalNote, PortalSection } from '../portal-page.tsx'
import { reasonsOf } from '../questions/decision-reasons.ts'

type Effect = AnswerOf<typeof changeRoutes.preview_change>

function monthWords(month: Effect['months'][number]): string {
  const difference = BigInt(month.difference)
  if (difference === 0n) return ''
  return difference > 0n ? `补发 ${yuanText(difference)} 元` : `追回 ${yuanText(-difference)} 元`
}

/** What the change would do: the new amount, each month, what would be paid later or taken back. */
export function ChangeEffect({ effect }: { effect: Effect }) {
  const { decision, months } = effect
  return (
    <div className="stack" role="status">
      <PortalSection
        title={
          decision.outcome === 'eligible'
            ? '变化以后，全家大约每月'
            : decision.outcome === 'ineligible'
              ? '变化以后，可能不再符合'
              : '还差几项，暂时算不出'
        }
      >
        {decision.outcome === 'eligible' && <Money fen={decision.amount} unit="元 / 月" size="amount" />}
        {decision.formula_text !== null && <p className="second">{decision.formula_text}</p>}
        <PortalNote>这是试算，不是决定，以街道核实为准。</PortalNote>
      </PortalSection>
      {months.length > 0 && (
        <PortalSection title="各月怎样">
          <ul className="months-paid">
            {months.map((month) => (
              <li key={month.month}>
                <strong>{monthText(month.month)}</strong>
                <Money fen={month.amount} unit="元" />
                <span className="second">原来 {yuanText(month.previous_amount)} 元</span>
                <span className="second">{monthWords(month)}</span>
              </li>
            ))}
          </ul>
        </PortalSection>
      )}
      <PortalSection title="为什么">
        <ReasonList reasons={reasonsOf(decision.reasons)} />
      </PortalSection>
    </div>
  )
}

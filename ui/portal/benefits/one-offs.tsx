/** 一次性救助: what was granted once, and where the money is. */
import type { paymentRoutes } from '../../../server/payments/contract.ts'
import { Light, Money, dateText } from '../../design/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { PortalSection } from '../portal-page.tsx'

type Payments = AnswerOf<typeof paymentRoutes.get_household_payments>
type Payment = Payments['payments'][number]

/** Whether a payment was made for a one-off grant, also where it was sent again. */
export const isOnce = ({ one_off_grants }: Payments, { determination_id }: Payment): boolean =>
  one_off_grants.some((grant) => grant.determination_id === determination_id)

const words: Record<Payment['state'], string> = {
  pending: '准备发放',
  sent: '已送银行',
  paid: '已到账',
  returned: '银行退回，会重发',
  reissued: '已重发',
}

export function OneOffs({ payments }: { payments: Payments }) {
  const grants = payments.one_off_grants.filter((grant) => grant.ended_on === null)
  if (grants.length === 0) return null
  return (
    <PortalSection title="一次性救助">
      <ul className="months-paid">
        {grants.map((grant) => {
          const sent = payments.payments.filter((row) => row.determination_id === grant.determination_id)
          // What was sent again says more than what came back.
          const last = sent.find((row) => row.state !== 'reissued') ?? sent[0]
          return (
            <li key={grant.one_off_grant_id}>
              <strong>{grant.programme_title}</strong>
              <Money fen={grant.amount} unit="元" />
              <span className="second">
                {last?.state === 'returned' ? (
                  <Light state="due_soon">{words.returned}</Light>
                ) : (
                  words[last?.state ?? 'pending']
                )}
                {last?.return_reason != null && `：${last.return_reason}`}
              </span>
              <span className="second">{dateText(grant.granted_on)}批准</span>
            </li>
          )
        })}
      </ul>
    </PortalSection>
  )
}

/** Where the code on a paper leads: whether the house made it, what it says, and that it recomputes. No names. */
import { documentRoutes } from '../../../server/benefits/documents/contract.ts'
import { ErrorNotice, Icon, Money, dateText } from '../../design/index.ts'
import { useParameter, useQueryRoute } from '../../shell/index.ts'
import { PortalLoading, PortalNote, PortalPage, PortalSection } from '../portal-page.tsx'

export default function ReceiptPage() {
  const receipt_hash = useParameter('receipt_hash')
  const { data, error, refetch } = useQueryRoute(documentRoutes.check_receipt, { params: { receipt_hash } })
  if (error !== null) {
    return (
      <PortalPage title="核对凭据">
        <ErrorNotice error={error} retry={() => void refetch()} />
        <PortalNote>查不到的凭据，不是本平台作出的，或者没有扫完整。请带上文书到街道窗口核对。</PortalNote>
      </PortalPage>
    )
  }
  if (data === undefined) return <PortalLoading>正在核对</PortalLoading>
  return (
    <PortalPage
      title={data.same ? '凭据核对相符' : '凭据核对不符'}
      second={`凭据 ${receipt_hash.slice(0, 4)} ${receipt_hash.slice(4, 8)}`}
    >
      <PortalSection title="这份文书">
        <p>
          {data.programme_title}，{dateText(data.decided_on)}作出，
          {data.outcome === 'eligible' ? '同意' : '不予批准'}
        </p>
        {data.outcome === 'eligible' && (
          <p>
            {data.payment_kind === 'once' ? '一次性' : '每月'} <Money fen={data.amount} unit="元" />
          </p>
        )}
        <p className="second">
          按凭据里的事实和当时的规定{data.same ? '重新计算，结果一分不差' : '重新计算，结果不同'}
        </p>
        {data.superseded && (
          <p>
            <Icon name="document" size={18} /> 这份决定之后又有新的决定，以新的为准。
          </p>
        )}
      </PortalSection>
      <PortalNote>这里不显示是谁家的决定。请与手上文书的姓名、文号对照。</PortalNote>
    </PortalPage>
  )
}

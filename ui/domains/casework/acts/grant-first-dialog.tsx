import { useState } from 'react'
import { determinationRoutes } from '../../../../server/benefits/contract.ts'
import { paidText } from '../../../design/index.ts'
import { useAct } from '../../../shell/index.ts'
import { amountToApprove } from '../act-words.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

/** 先行救助: what cannot wait is given now; the visit, the papers and somebody else's decision follow. */
export function GrantFirstDialog({ view, onClose, onDone }: PanelProps) {
  const { head } = view
  // What was on the page when the button was pressed is what is given.
  const [amount] = useState(() => amountToApprove(view))
  const text = paidText(amount, head.payment_kind)
  const send = useAct(determinationRoutes.grant_first, {
    onDone: () => onDone(`已先行救助 ${text}，请补齐手续`),
  })
  return (
    <ActDialog
      act="先行救助"
      view={view}
      sending={send}
      onClose={onClose}
      amount={text}
      notReady={amountToApprove(view) === amount ? undefined : '金额已变，请关闭后再看一遍'}
      onAct={(version) => send.mutate({ params: { case_id: head.case_id }, body: { version, amount } })}
    >
      <div className="confirm-amount">
        <p>
          {head.title}　{head.programme_title}　{view.preview?.member_count ?? view.members.length} 人
        </p>
        <strong>{text}</strong>
      </div>
      <p>马上列入待发，由区财务一次发给。之后两人入户、补齐手续，由另一人审批；核定多了补给，少了追回。</p>
    </ActDialog>
  )
}

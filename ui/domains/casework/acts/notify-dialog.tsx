import { determinationRoutes } from '../../../../server/benefits/contract.ts'
import { paidText } from '../../../design/index.ts'
import { useAct } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

/** 告知: the decision reaches the applicant; from that day the time to object runs. */
export function NotifyDialog({ view, onClose, onDone }: PanelProps) {
  const { determination, head } = view
  const send = useAct(determinationRoutes.notify_case, {
    onDone: () => onDone(`已告知并办结，${head.case_number}`),
  })
  return (
    <ActDialog
      act="告知申请人并办结"
      view={view}
      sending={send}
      onClose={onClose}
      onAct={(version) => send.mutate({ params: { case_id: head.case_id }, body: { version } })}
    >
      <div className="confirm-amount">
        <p>
          {head.title}　{head.programme_title}
        </p>
        <strong>
          {determination === null || determination.outcome === 'ineligible'
            ? '不予批准'
            : `批准 ${paidText(determination.amount, determination.payment_kind)}`}
        </strong>
      </div>
      <p>告知书送到申请人手机和“我的办件”，没有手机的请打印“告知书”交给本人。从今天起计算申请复议的期限。</p>
    </ActDialog>
  )
}

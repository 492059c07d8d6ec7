import { noticeRoutes } from '../../../../server/casework/contract.ts'
import { dateText, paidText } from '../../../design/index.ts'
import { useAct } from '../../../shell/index.ts'
import { actAmount } from '../act-words.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

/** 公示: masked, for the days of the law; a restricted case never hangs. */
export function PublishDialog({ view, onClose, onDone }: PanelProps) {
  const { head, preview } = view
  const send = useAct(noticeRoutes.publish_notice, {
    onDone: ({ ends_on }) =>
      onDone(ends_on === null ? '依法不公示，已记录，可以提交' : `已公示，到 ${dateText(ends_on)}`),
  })
  return (
    <ActDialog
      act="公示"
      view={view}
      sending={send}
      onClose={onClose}
      amount={actAmount(view, 'publish_notice')}
      onAct={(version) => send.mutate({ params: { case_id: head.case_id }, body: { version } })}
    >
      {head.restricted ? (
        <p>涉及未成年人或保密对象，依法不公示。按“公示”后记入经过，不对外张贴。</p>
      ) : (
        <>
          <div className="confirm-amount">
            <p>
              {head.street_name}
              {head.community_name}　{head.title}，{preview?.member_count ?? view.members.length} 人
            </p>
            <strong>
              {preview?.amount === null || preview === null
                ? '没有金额'
                : paidText(preview.amount, preview.payment_kind)}
            </strong>
          </div>
          <p>公示时只写姓，不写证件号和住址。公示期内有异议的，暂停办理，核查答复后重新公示。</p>
        </>
      )}
    </ActDialog>
  )
}

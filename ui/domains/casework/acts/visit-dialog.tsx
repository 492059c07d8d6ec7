/** 登记入户 at the desk; in the field the pages under `/field` are for one hand and no network. */
import { useState } from 'react'
import { visitRoutes } from '../../../../server/casework/contract.ts'
import { sendFile, useAct, useSession } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { VisitFields } from '../visit-fields.tsx'
import { emptyVisit, reportOf, visitNotReady, type VisitDraft } from '../visit-draft.ts'
import { ActDialog } from './act-dialog.tsx'
import { useSendingFiles } from './sending-files.ts'

export function VisitDialog({ view, onClose, onDone }: PanelProps) {
  const { case_id } = view.head
  const session = useSession()
  const planned = view.visits.find((visit) => visit.state === 'planned')
  const [visit_id] = useState(() => planned?.visit_id ?? crypto.randomUUID())
  const [draft, setDraft] = useState<VisitDraft>(() => emptyVisit(session.business_date))
  const act = useAct(visitRoutes.record_visit, { onDone: () => onDone('入户已登记') })
  const sending = useSendingFiles(act)
  const send = async () => {
    const photos: string[] = []
    for (const photo of draft.photos) photos.push(await sendFile(photo, view.head))
    await act.mutateAsync({ params: { case_id, visit_id }, body: reportOf(draft, photos) })
  }
  return (
    <ActDialog
      act="登记入户"
      view={view}
      sending={sending}
      onClose={onClose}
      wide
      notReady={visitNotReady(draft)}
      labels={{ second_visitor_id: '同去的人', visited_on: '入户日期', finding: '看到的情况' }}
      onAct={() => sending.run(send)}
    >
      <p className="second">
        在现场登记请用手机打开<a href="/field">入户走访</a>，先带走，没有网络也能填。
      </p>
      <VisitFields case_id={case_id} draft={draft} onChange={setDraft} error={sending.error} />
    </ActDialog>
  )
}

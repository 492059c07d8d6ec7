import { applicationRoutes } from '../../../../server/benefits/contract.ts'
import { useAct } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

/** 受理: the clocks of the law run from today. */
export function AcceptDialog({ view, onClose, onDone }: PanelProps) {
  const send = useAct(applicationRoutes.accept_case, {
    onDone: () => onDone(`已受理，${view.head.case_number}`),
  })
  const { materials, members } = view
  return (
    <ActDialog
      act="受理"
      view={view}
      sending={send}
      onClose={onClose}
      onAct={(version) => send.mutate({ params: { case_id: view.head.case_id }, body: { version } })}
    >
      <p>
        {view.head.title}　{view.head.programme_title}，{members.length} 人，已交材料 {materials.length}{' '}
        份。受理后从今天起计算办理期限。
      </p>
      <p className="second">材料不齐的，不受理，用“告知补正”一次告知要补的全部材料。</p>
    </ActDialog>
  )
}

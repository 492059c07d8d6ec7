import { caseRoutes } from '../../../../server/casework/contract.ts'
import { useAct } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

/** 领办: the case waits for me from now on. */
export function TakeDialog({ view, onClose, onDone }: PanelProps) {
  const send = useAct(caseRoutes.take_case, { onDone: () => onDone(`已领办 ${view.head.case_number}`) })
  return (
    <ActDialog
      act="领办"
      view={view}
      sending={send}
      onClose={onClose}
      onAct={(version) => send.mutate({ params: { case_id: view.head.case_id }, body: { version } })}
    >
      <p>
        {view.head.title}　{view.head.programme_title}，现在是“{view.head.step_title}
        ”环节。领办后由您办理，办不了可以转办。
      </p>
    </ActDialog>
  )
}

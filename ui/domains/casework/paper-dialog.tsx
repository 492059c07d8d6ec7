import { Button, Dialog, PaperFile } from '../../design/index.ts'
import type { OpenPanel, PanelProps } from './panels.ts'

const titles = { 'approval-form': '审批表', 'decision-notice': '告知书' }

/** 审批表 and 告知书 as they are printed. */
export function PaperDialog(props: PanelProps & { paper: Extract<OpenPanel, { kind: 'paper' }>['paper'] }) {
  const { view, onClose, paper } = props
  return (
    <Dialog
      title={`${view.head.programme_title}${titles[paper]}`}
      open
      onClose={onClose}
      wide
      acts={
        <Button kind="primary" onClick={onClose}>
          看完了
        </Button>
      }
    >
      <PaperFile title={titles[paper]} path={`/api/cases/${view.head.case_id}/${paper}.pdf`} />
    </Dialog>
  )
}

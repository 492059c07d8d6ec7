import { Button, Dialog, LogList, machineText } from '../../design/index.ts'
import type { PanelProps } from './panels.ts'

/** 经过 in full, newest first, with who and of which unit. */
export function LogDialog({ view, onClose }: PanelProps) {
  return (
    <Dialog
      title={`经过 ${view.log.length} 条`}
      open
      onClose={onClose}
      wide
      acts={
        <Button kind="primary" onClick={onClose}>
          看完了
        </Button>
      }
    >
      <LogList
        entries={view.log.map((entry) => ({
          key: entry.entry_id,
          on: entry.business_date,
          text: (
            <>
              {entry.text}
              <span className="second">
                {'　'}
                {entry.actor_name}　{entry.unit_name}　记录于机器时间 {machineText(entry.at)}
              </span>
            </>
          ),
        }))}
      />
    </Dialog>
  )
}

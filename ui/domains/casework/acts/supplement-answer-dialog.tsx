import { useState } from 'react'
import { supplementRoutes } from '../../../../server/casework/supplements/contract.ts'
import { FileField } from '../../../forms/index.ts'
import type { ChosenFile } from '../../../forms/index.ts'
import { sendFile, useAct } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'
import { useSendingFiles } from './sending-files.ts'

/** 补齐材料 at the counter: what was asked for, item by item. */
export function SupplementAnswerDialog({ view, onClose, onDone }: PanelProps) {
  const [files, setFiles] = useState<Record<string, ChosenFile[]>>({})
  const items = view.supplement?.items ?? []
  const act = useAct(supplementRoutes.answer_supplement, { onDone: () => onDone('材料已补齐，继续计时') })
  const sending = useSendingFiles(act)
  const some = Object.values(files).some((each) => each.length > 0)
  const send = async (version: number) => {
    const materials = []
    for (const item of items)
      for (const file of files[item.label] ?? [])
        materials.push({
          file_id: await sendFile(file, view.head),
          kind: 'supplement',
          label: item.label,
        })
    await act.mutateAsync({ params: { case_id: view.head.case_id }, body: { version, materials } })
  }
  return (
    <ActDialog
      act="补齐材料"
      view={view}
      sending={sending}
      onClose={onClose}
      notReady={some ? undefined : '补齐材料，先选文件'}
      onAct={(version) => sending.run(() => send(version))}
    >
      {items.map((item) => (
        <FileField
          key={item.label}
          label={item.label}
          hint={item.note === '' ? undefined : item.note}
          files={files[item.label] ?? []}
          onChange={(next) => setFiles({ ...files, [item.label]: next })}
        />
      ))}
    </ActDialog>
  )
}

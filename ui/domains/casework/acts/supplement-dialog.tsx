import { useState } from 'react'
import { supplementRoutes } from '../../../../server/casework/supplements/contract.ts'
import { Button } from '../../../design/index.ts'
import { TextField } from '../../../forms/index.ts'
import { useAct } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

type Item = { key: number; label: string; note: string }
const usual = ['收入证明', '核对授权书', '残疾人证', '在校证明', '房产证或租赁合同', '户口簿']

/** 告知补正: everything that is missing, told once. */
export function SupplementDialog({ view, onClose, onDone }: PanelProps) {
  const [items, setItems] = useState<Item[]>([{ key: 1, label: '', note: '' }])
  const send = useAct(supplementRoutes.ask_for_supplement, {
    onDone: () => onDone('已告知补正，补齐前暂停计时'),
  })
  const filled = items.filter((item) => item.label.trim() !== '')
  const change = (key: number, part: Partial<Item>) =>
    setItems(items.map((item) => (item.key === key ? { ...item, ...part } : item)))
  const add = (label: string) =>
    setItems([...filled, { key: Math.max(0, ...items.map((item) => item.key)) + 1, label, note: '' }])
  return (
    <ActDialog
      act="告知补正"
      view={view}
      sending={send}
      onClose={onClose}
      wide
      notReady={filled.length === 0 ? '告知补正，先写要补什么' : undefined}
      onAct={(version) =>
        send.mutate({
          params: { case_id: view.head.case_id },
          body: {
            version,
            items: filled.map((item) => ({ label: item.label.trim(), note: item.note.trim() })),
          },
        })
      }
    >
      <p className="second">要补的材料只能一次告知，请写全。告知后等申请人补齐，期间不计时。</p>
      {items.map((item, index) => (
        <div key={item.key} className="form-pair">
          <TextField
            label={`第 ${index + 1} 项`}
            value={item.label}
            onChange={(label) => change(item.key, { label })}
            maxLength={100}
          />
          <TextField
            label="谁的、到哪里开"
            optional
            value={item.note}
            onChange={(note) => change(item.key, { note })}
            maxLength={200}
          />
          <Button
            kind="plain"
            aria-label={`去掉第 ${index + 1} 项`}
            onClick={() => setItems(items.filter((each) => each !== item))}
          >
            去掉
          </Button>
        </div>
      ))}
      <div className="row">
        <Button onClick={() => add('')}>再加一项</Button>
        {usual
          .filter((label) => !items.some((item) => item.label === label))
          .map((label) => (
            <Button key={label} kind="link" onClick={() => add(label)}>
              {label}
            </Button>
          ))}
      </div>
    </ActDialog>
  )
}

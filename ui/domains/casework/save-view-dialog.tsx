import { useState } from 'react'
import { Button, Dialog } from '../../design/index.ts'
import { TextField } from '../../forms/index.ts'

/** Names the present filters, to come back to them by one press. */
export function SaveViewDialog({ onClose, onSave }: { onClose: () => void; onSave: (name: string) => void }) {
  const [name, setName] = useState('')
  return (
    <Dialog
      title="存为视图"
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不存</Button>
          <Button
            kind="primary"
            disabledBecause={name.trim() === '' ? '存视图，先写名称' : undefined}
            onClick={() => onSave(name.trim())}
          >
            存为视图
          </Button>
        </>
      }
    >
      <TextField
        label="名称"
        hint="例如：我的公示件。只存在这台电脑上。"
        value={name}
        onChange={setName}
        maxLength={12}
      />
    </Dialog>
  )
}

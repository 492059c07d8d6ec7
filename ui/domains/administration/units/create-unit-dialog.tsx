import { useState } from 'react'
import { createUnit, unitKindTitles } from '../../../../server/administration/contract.ts'
import type { UnitRow } from '../../../../server/administration/contract.ts'
import { Button, Dialog, ErrorNotice, fieldMessage, useStatus } from '../../../design/index.ts'
import { SelectField, TextField } from '../../../forms/index.ts'
import { useAct, useSession } from '../../../shell/index.ts'
import { DivisionField } from '../division-field.tsx'

/** A unit begins today; its posts reach no further than its division. */
export function CreateUnitDialog({ onClose }: { onClose: () => void }) {
  const { account } = useSession()
  const top = account?.post?.division_code ?? '12'
  const [name, setName] = useState('')
  const [kind, setKind] = useState<string>()
  const [division_code, setDivision] = useState(top)
  const say = useStatus()
  const create = useAct(createUnit, {
    onDone: () => {
      say(`已建立${name}`)
      onClose()
    },
  })
  return (
    <Dialog
      title="建立单位"
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={create.isPending}
            disabledBecause={
              name.trim().length < 2 || kind === undefined ? '建立单位，先填名称和类别' : undefined
            }
            onClick={() => create.mutate({ body: { name, kind: kind as UnitRow['kind'], division_code } })}
          >
            建立单位
          </Button>
        </>
      }
    >
      <TextField
        label="单位名称"
        value={name}
        onChange={setName}
        maxLength={100}
        error={fieldMessage(create.error, 'name')}
      />
      <SelectField
        label="类别"
        value={kind}
        onChange={setKind}
        options={Object.entries(unitKindTitles).map(([value, label]) => ({ value, label }))}
      />
      <DivisionField
        label="所在区划（岗位的辖区不超出这里）"
        within={top}
        value={division_code}
        onChange={setDivision}
        error={fieldMessage(create.error, 'division_code')}
      />
      {create.error !== null && <ErrorNotice error={create.error} />}
    </Dialog>
  )
}

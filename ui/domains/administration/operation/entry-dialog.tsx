/** Sets what a code means from a day on; with no dictionary given, begins one by its first code. */
import { useState } from 'react'
import { setDictionaryEntry } from '../../../../server/administration/contract.ts'
import type { DictionaryEntry } from '../../../../server/platform/dictionary/contract.ts'
import { Button, Dialog, ErrorNotice, fieldMessage, useStatus } from '../../../design/index.ts'
import { DateField, NumberField, SelectField, TextField } from '../../../forms/index.ts'
import { useAct, useSession } from '../../../shell/index.ts'

const marks = [
  { value: 'O', label: '官方原文' },
  { value: 'T', label: '非官方全文' },
  { value: 'S', label: '网页（待核实）' },
  { value: 'D', label: '推算（待核实）' },
  { value: 'M', label: '凭记忆（待核实）' },
]

type EntryDialogProps = {
  dictionary?: string
  /** The one that is said anew; its code stays. */
  entry?: DictionaryEntry | undefined
  onClose: () => void
  onDone: (dictionary: string) => void
}

export function EntryDialog(props: EntryDialogProps) {
  const { entry, onClose, onDone } = props
  const { business_date } = useSession()
  const [name, setName] = useState(props.dictionary ?? '')
  const [code, setCode] = useState(entry?.code ?? '')
  const [label, setLabel] = useState(entry?.label ?? '')
  const [position, setPosition] = useState<number | undefined>(entry?.position ?? 0)
  const [source, setSource] = useState(entry?.source ?? '')
  const [mark, setMark] = useState<string | undefined>(entry?.source_mark ?? undefined)
  const [from, setFrom] = useState<string | undefined>(business_date)
  const say = useStatus()
  const set = useAct(setDictionaryEntry, {
    onDone: () => {
      say(`已设定 ${code} ${label}`)
      onDone(name)
    },
  })
  const isNew = props.dictionary === undefined
  const wrongName = isNew && name !== '' && !/^[a-z][a-z0-9_]{1,60}$/.test(name)
  const act = isNew ? '建立字典' : entry === undefined ? '增加代码' : '改说法'
  const incomplete =
    name === '' || wrongName || code.trim() === '' || label.trim() === '' || from === undefined
  const send = () => {
    if (from === undefined) return
    set.mutate({
      params: { dictionary: name, code: code.trim() },
      body: {
        label,
        position: position ?? 0,
        source: source.trim() === '' ? null : source.trim(),
        source_mark: (mark as DictionaryEntry['source_mark'] | undefined) ?? null,
        from,
      },
    })
  }
  return (
    <Dialog
      title={act}
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={set.isPending}
            disabledBecause={incomplete ? `${act}，先填名称、代码、说法和日期` : undefined}
            onClick={send}
          >
            {act}
          </Button>
        </>
      }
    >
      {isNew && (
        <TextField
          label="字典名称"
          hint="英文小写、数字、下划线，例如 return_reason"
          value={name}
          onChange={setName}
          maxLength={61}
          error={wrongName ? '以小写字母开头，只用小写字母、数字、下划线' : undefined}
        />
      )}
      <TextField
        label="代码"
        value={code}
        onChange={setCode}
        maxLength={60}
        disabled={entry !== undefined}
        error={fieldMessage(set.error, 'code')}
      />
      <TextField
        label="说法"
        value={label}
        onChange={setLabel}
        maxLength={200}
        error={fieldMessage(set.error, 'label')}
      />
      <NumberField
        label="次序"
        value={position}
        onChange={setPosition}
        error={fieldMessage(set.error, 'position')}
      />
      <TextField
        label="出处"
        optional
        value={source}
        onChange={setSource}
        error={fieldMessage(set.error, 'source')}
      />
      <SelectField
        label="依据"
        optional
        none="未说明（待核实）"
        value={mark}
        onChange={setMark}
        options={marks}
      />
      <DateField
        label="自哪天起"
        value={from}
        onChange={setFrom}
        today={business_date}
        error={fieldMessage(set.error, 'from')}
      />
      {set.error !== null && <ErrorNotice error={set.error} />}
    </Dialog>
  )
}

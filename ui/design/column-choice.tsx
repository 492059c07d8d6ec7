import { useState } from 'react'
import { Button } from './button.tsx'
import { useDisclosure } from './disclosure.ts'
import type { Column } from './table-types.ts'

/** Columns shown, kept on this machine under `key`. */
export function useColumnChoice<Row>(columns: Column<Row>[], key: string | undefined) {
  const [hidden, setHidden] = useState<string[]>(() => {
    const stored = key === undefined ? null : localStorage.getItem(`haihe.columns.${key}`)
    return stored === null
      ? columns.filter((column) => column.extra).map((column) => column.key)
      : stored.split(',')
  })
  const toggle = (column: string) => {
    const next = hidden.includes(column) ? hidden.filter((each) => each !== column) : [...hidden, column]
    setHidden(next)
    if (key !== undefined) localStorage.setItem(`haihe.columns.${key}`, next.join(','))
  }
  return { shown: columns.filter((column) => !hidden.includes(column.key)), hidden, toggle }
}

/** 选列: ticks beside the names of the columns. */
export function ColumnChoice<Row>(props: {
  columns: Column<Row>[]
  hidden: string[]
  onToggle: (key: string) => void
}) {
  const { open, setOpen, container } = useDisclosure()
  return (
    <div className="table-columns" ref={container}>
      <Button kind="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
        选列
      </Button>
      <fieldset className="popup popup-end" hidden={!open}>
        <legend className="visually-hidden">要显示的列</legend>
        {props.columns.map((column) => (
          <label key={column.key}>
            <input
              type="checkbox"
              className="check"
              checked={!props.hidden.includes(column.key)}
              disabled={column.fixed === true}
              onChange={() => props.onToggle(column.key)}
            />
            {column.title}
          </label>
        ))}
      </fieldset>
    </div>
  )
}

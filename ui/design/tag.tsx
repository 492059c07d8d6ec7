import type { ReactNode } from 'react'
import { useId } from 'react'
import { useDisclosure } from './disclosure.ts'
import './tag.css'

/** A quiet label in a box: 演示数据, 任务内容待核实. */
export function Tag({ children }: { children: ReactNode }) {
  return <span className="tag">{children}</span>
}

/** On every page of the demonstration city. */
export function DemonstrationTag() {
  return <Tag>演示数据</Tag>
}

/** Stands beside each value whose document has not been read; opens what is missing. */
export function Unverified({
  missing,
  children = '依据待核实',
}: {
  missing: ReactNode
  children?: ReactNode
}) {
  const { open, setOpen, container } = useDisclosure()
  const id = useId()
  return (
    <span className="unverified" ref={container}>
      <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {children}
      </button>
      <span id={id} className="popup" role="note" hidden={!open}>
        {missing}
      </span>
    </span>
  )
}

import { useEffect, useRef, useState } from 'react'

/** Something small that opens and closes beside its button; Escape and a press elsewhere close it. */
export function useDisclosure() {
  const [open, setOpen] = useState(false)
  const container = useRef<HTMLSpanElement & HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    const onPress = (event: PointerEvent) => {
      if (!container.current?.contains(event.target as Node)) setOpen(false)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      setOpen(false)
      container.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus()
    }
    document.addEventListener('pointerdown', onPress)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', onPress)
      document.removeEventListener('keydown', onKey)
    }
  }, [open])
  return { open, setOpen, container }
}

/** A draft of a form kept in this window's own storage: survives reloads and a lost session, ends with the window. */
import { useState } from 'react'

/** `const [draft, setDraft, clear] = useDraft('self-check', {})`. Values must be JSON. */
export function useDraft<Draft>(key: string, first: Draft): [Draft, (draft: Draft) => void, () => void] {
  const name = `haihe.draft.${key}`
  const [draft, setDraft] = useState<Draft>(() => {
    const stored = sessionStorage.getItem(name)
    return stored === null ? first : (JSON.parse(stored) as Draft)
  })
  const keep = (next: Draft) => {
    sessionStorage.setItem(name, JSON.stringify(next))
    setDraft(next)
  }
  const clear = () => {
    sessionStorage.removeItem(name)
    setDraft(first)
  }
  return [draft, keep, clear]
}

/**
 * What was last looked for, while this window stays open: a name or a number never goes into an address or onto the
 * disk. Kept per account, so that the next person at the desk does not see it.
 */
import { useState } from 'react'
import { useSession } from './session.tsx'

const kept = new Map<string, unknown>()
let owner: string | undefined

function recall(account_id: string, list: string): unknown {
  if (owner !== account_id) kept.clear()
  owner = account_id
  return kept.get(list)
}

/** `const [search, setSearch] = useSearchMemory('people', nothing)`: state that outlives the page, in memory only. */
export function useSearchMemory<Search>(list: string, nothing: Search): [Search, (search: Search) => void] {
  const account_id = useSession().account?.account_id ?? ''
  const [search, setSearch] = useState(() => (recall(account_id, list) as Search | undefined) ?? nothing)
  const change = (next: Search) => {
    kept.set(list, next)
    setSearch(next)
  }
  return [search, change]
}

/**
 * What was last searched for, while this window stays open: a name or a number never goes into the URL or onto the
 * disk. Kept per account, so that the next person at the desk does not see it.
 */
type Search = { text: string; division: string | undefined; offset: number }

const nothing: Search = { text: '', division: undefined, offset: 0 }
let kept: { account_id: string; search: Search } | undefined

export function recallSearch(account_id: string): Search {
  return kept?.account_id === account_id ? kept.search : nothing
}

export function keepSearch(account_id: string, search: Search): void {
  kept = { account_id, search }
}

export type { Search }

/** The state of a list (chosen filters, order, page) lives in the URL: it can be sent, kept and gone back to. */
import { useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { FilterValues } from '../design/filter-bar.tsx'
import type { Sort } from '../design/table-types.ts'
import { useSearchMemory } from './search-memory.ts'

/** A parameter of the page's path: `useParameter('case_id')`. */
export function useParameter(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false })
  return params[name] ?? ''
}

/** Everything in the page's query, as text, and how to change a part of it (`undefined` takes a value out). */
export function useSearchValues(): [
  FilterValues,
  (changes: FilterValues, options?: { push?: boolean }) => void,
] {
  const values: FilterValues = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = (changes: FilterValues, options: { push?: boolean } = {}) =>
    void navigate({ to: '.', search: { ...values, ...changes }, replace: options.push !== true })
  return [values, change]
}

const nothingTyped: FilterValues = {}

/**
 * Filters, sort and page of a list, ready for FilterBar and DataTable. What is chosen stands in the URL; what is
 * `typed` may be a name or a number of a person and stays in this window's memory.
 */
export function useListState(keys: string[], options: { typed?: string[]; limit?: number } = {}) {
  const { typed = [], limit = 50 } = options
  const [search, change] = useSearchValues()
  const page = useLocation({ select: ({ pathname }) => pathname })
  const [words, setWords] = useSearchMemory(page, nothingTyped)
  const filters: FilterValues = Object.fromEntries([
    ...keys.map((key) => [key, search[key]]),
    ...typed.map((key) => [key, words[key]]),
  ])
  const [sortKey, direction] = (search['sort'] ?? '').split('.')
  const sort: Sort | undefined = sortKey
    ? { key: sortKey, direction: direction === 'descending' ? 'descending' : 'ascending' }
    : undefined
  const setFilters = (values: FilterValues) => {
    const given = Object.entries(values)
    const said = given.filter(([key]) => typed.includes(key))
    if (said.length > 0) setWords({ ...words, ...Object.fromEntries(said) })
    change({ ...Object.fromEntries(given.filter(([key]) => !typed.includes(key))), offset: undefined })
  }
  return {
    filters,
    sort,
    offset: Number(search['offset'] ?? 0) || 0,
    limit,
    setFilter: (key: string, value: string | undefined) => setFilters({ [key]: value }),
    /** Several at once, for filters that hang on each other. */
    setFilters,
    clearFilters: () => setFilters(Object.fromEntries([...keys, ...typed].map((key) => [key, undefined]))),
    setSort: (next: Sort) => change({ sort: `${next.key}.${next.direction}`, offset: undefined }),
    setOffset: (offset: number) => change({ offset: offset === 0 ? undefined : String(offset) }),
  }
}

/** The state of a list (filters, order, page) lives in the URL: it can be sent, kept and gone back to. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { FilterValues } from '../design/filter-bar.tsx'
import type { Sort } from '../design/table-types.ts'

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

/**
 * Filters, sort and page of a list from the URL, ready for FilterBar and DataTable. Personal data never belongs in
 * filters kept this way.
 */
export function useListState(keys: string[], limit = 50) {
  const [search, change] = useSearchValues()
  const filters: FilterValues = Object.fromEntries(keys.map((key) => [key, search[key]]))
  const [sortKey, direction] = (search['sort'] ?? '').split('.')
  const sort: Sort | undefined = sortKey
    ? { key: sortKey, direction: direction === 'descending' ? 'descending' : 'ascending' }
    : undefined
  return {
    filters,
    sort,
    offset: Number(search['offset'] ?? 0) || 0,
    limit,
    setFilter: (key: string, value: string | undefined) => change({ [key]: value, offset: undefined }),
    /** Several at once, for filters that hang on each other. */
    setFilters: (values: FilterValues) => change({ ...values, offset: undefined }),
    clearFilters: () =>
      change({ ...Object.fromEntries(keys.map((key) => [key, undefined])), offset: undefined }),
    setSort: (next: Sort) => change({ sort: `${next.key}.${next.direction}`, offset: undefined }),
    setOffset: (offset: number) => change({ offset: offset === 0 ? undefined : String(offset) }),
  }
}

/** Finding people: the text travels in the body, the answer stays in memory. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { searchRoutes } from '../../../server/registries/people/search/contract.ts'
import { call } from '../../shell/index.ts'

export function usePeopleSearch(body: {
  text: string
  division?: string | undefined
  limit: number
  offset: number
}) {
  return useQuery({
    queryKey: [searchRoutes.search_people.path, body],
    queryFn: ({ signal }) => call(searchRoutes.search_people, { body }, { signal }),
    enabled: body.text.trim() !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
}

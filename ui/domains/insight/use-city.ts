/** What every page of insight asks: the scope from the URL, the figures, the outline of the map. */
import { divisionRoutes } from '../../../server/registries/divisions/contract.ts'
import { insightRoutes } from '../../../server/insight/contract.ts'
import { useQueryRoute, useSearchValues, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { monthEnds } from './finding.ts'

export type City = AnswerOf<typeof insightRoutes.get_dashboard>
export type DivisionFigures = City['divisions'][number]

/** Division and day from the URL; the last whole month and one's own area when none is named. */
export function useScope() {
  const [search, change] = useSearchValues()
  const { account, business_date } = useSession()
  const area = account?.post?.division_code ?? ''
  const division_code = search['division'] ?? area
  return {
    area,
    division_code,
    as_of: search['as_of'] ?? (business_date === '' ? '' : (monthEnds(business_date, 1)[0] ?? '')),
    today: business_date,
    view: search['view'] === 'table' ? ('table' as const) : ('map' as const),
    change,
  }
}

export function useCity(
  programme_id: string,
  scope: { division_code: string; as_of: string },
  options: { enabled?: boolean; every?: number } = {},
) {
  const { enabled = true, ...rest } = options
  return useQueryRoute(
    insightRoutes.get_dashboard,
    { params: { programme_id }, query: { division_code: scope.division_code, as_of: scope.as_of } },
    { ...rest, enabled: enabled && scope.as_of !== '' && scope.division_code !== '' },
  )
}

/** Every programme that has a page, with its totals. */
export function useProgrammes(
  scope: { division_code: string; as_of: string },
  options: { enabled?: boolean } = {},
) {
  const { enabled = true } = options
  return useQueryRoute(
    insightRoutes.list_dashboards,
    { query: { division_code: scope.division_code, as_of: scope.as_of } },
    { enabled: enabled && scope.as_of !== '' && scope.division_code !== '' },
  )
}

export function useOutline() {
  return useQueryRoute(divisionRoutes.get_outline, {}).data
}

/**
 * Path of the records behind a figure. Its id's last part stands in the path: a whole id ends like the name of a
 * file, and the server would look for that file.
 */
export function recordsPath(
  programme_id: string,
  indicator_id: string,
  scope: { division_code: string; as_of: string },
): string {
  const query = new URLSearchParams({ division: scope.division_code, as_of: scope.as_of })
  return `/workbench/insight/${programme_id}/records/${indicator_id.split('.').at(-1)}?${query}`
}

/** 全市, 全区, 全街道, 全社区. */
export function wholeWord(division_code: string): string {
  if (division_code.length < 6) return '全市'
  if (division_code.length === 6) return '全区'
  return division_code.length === 9 ? '全街镇' : '全社区'
}

/** 区, 街镇, 社区（村）: what lies below a division. */
export function belowWord(division_code: string): string {
  if (division_code.length < 6) return '区'
  return division_code.length === 6 ? '街镇' : '社区（村）'
}

/** The filters of 待办 as they stand in the URL, and what they ask the server for; the case page asks the same. */
import type { workRoutes } from '../../../server/casework/contract.ts'
import type { FilterValues } from '../../design/index.ts'
import type { InputOf } from '../../shell/index.ts'
import { dayAfter, weekEnd } from './case-words.ts'
import type { CaseKind } from './case-words.ts'

export const workKeys = ['light', 'programme', 'kind', 'step', 'street', 'due', 'owner', 'scope']

export const dueOptions = [
  { value: 'overdue', label: '已超期' },
  { value: 'today', label: '今天' },
  { value: 'week', label: '本周' },
  { value: 'ten', label: '十天内' },
]

function dueRange(due: string | undefined, today: string): { due_from?: string; due_to?: string } {
  if (due === 'overdue') return { due_to: dayAfter(today, -1) }
  if (due === 'today') return { due_from: today, due_to: today }
  if (due === 'week') return { due_to: weekEnd(today) }
  if (due === 'ten') return { due_to: dayAfter(today, 10) }
  return {}
}

const sorts = ['due_on', '-due_on', 'opened_on', '-opened_on', 'proposed_amount', '-proposed_amount'] as const
export type WorkSort = (typeof sorts)[number]

/** `due_on.descending` of the URL as the server's `-due_on`. */
function sortOf(text: string | undefined): WorkSort {
  const [key, direction] = (text ?? '').split('.')
  const asked = direction === 'descending' ? `-${key}` : key
  return sorts.find((each) => each === asked) ?? 'due_on'
}

const lights = ['overdue', 'near', 'normal'] as const
const owners = ['me', 'nobody'] as const

type WorkQuery = NonNullable<InputOf<typeof workRoutes.find_place_in_work>['query']>

/** What `list_work`, `find_place_in_work` and the export are asked for; who is looked for by name stands beside it. */
export function workQuery(values: FilterValues, today: string): WorkQuery {
  return {
    light: lights.find((light) => light === values['light']),
    programme_id: values['programme'],
    kind: values['kind'] as CaseKind | undefined,
    step_id: values['step'],
    division_code: values['street'],
    owner: owners.find((owner) => owner === values['owner']) ?? 'any',
    scope: values['scope'] === 'area' ? 'area' : 'mine',
    sort: sortOf(values['sort']),
    ...(today === '' ? {} : dueRange(values['due'], today)),
  }
}

/** The filters as a query for a case's address, so that 下一件 keeps to the list that one came from. */
export function workSearch(values: FilterValues): Record<string, string> {
  const kept = [...workKeys, 'sort'].flatMap((key) => {
    const value = values[key]
    return value === undefined ? [] : [[key, value] as const]
  })
  return Object.fromEntries(kept)
}

/** Filters that somebody keeps under a name on this machine. They hold no names and no numbers of persons. */
import { useState } from 'react'
import type { FilterValues } from '../../design/index.ts'

export type SavedView = { name: string; values: FilterValues }

/** `const { views, keep, drop } = useSavedViews('work')`. */
export function useSavedViews(list: string) {
  const key = `haihe.views.${list}`
  const [views, setViews] = useState<SavedView[]>(() => {
    const stored = localStorage.getItem(key)
    return stored === null ? [] : (JSON.parse(stored) as SavedView[])
  })
  const store = (next: SavedView[]) => {
    localStorage.setItem(key, JSON.stringify(next))
    setViews(next)
  }
  return {
    views,
    keep: (view: SavedView) => store([...views.filter((each) => each.name !== view.name), view]),
    drop: (name: string) => store(views.filter((each) => each.name !== name)),
  }
}

/** 发生过的事 of a person or a household, filtered by the server. */
import { useState } from 'react'
import { timelineRoutes } from '../../../server/registries/people/timeline/contract.ts'
import { Button, ErrorNotice, TextLink, Timeline } from '../../design/index.ts'
import { useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { useDay } from './day-picker.tsx'
import { pagePath } from './words.ts'

type Of = { person_id: string } | { household_id: string }

type Category = AnswerOf<typeof timelineRoutes.list_person_timeline>['rows'][number]['category']

export function useTimeline(of: Of, category: Category | undefined, limit: number) {
  const { day, past } = useDay()
  const query = {
    limit,
    ...(category !== undefined && { category }),
    ...(past && { as_of: day }),
  }
  const person = useQueryRoute(
    timelineRoutes.list_person_timeline,
    { params: { person_id: 'person_id' in of ? of.person_id : '' }, query },
    { enabled: 'person_id' in of },
  )
  const household = useQueryRoute(
    timelineRoutes.list_household_timeline,
    { params: { household_id: 'household_id' in of ? of.household_id : '' }, query },
    { enabled: 'household_id' in of },
  )
  return 'person_id' in of ? person : household
}

export function RecordTimeline({ of }: { of: Of }) {
  const [category, setCategory] = useState<Category>()
  const [limit, setLimit] = useState(12)
  const { data, error, refetch } = useTimeline(of, category, limit)
  if (error !== null) return <ErrorNotice error={error} retry={() => void refetch()} />
  const matching =
    category === undefined
      ? (data?.total ?? 0)
      : (data?.categories.find((each) => each.category === category)?.count ?? 0)
  const shown = data?.rows.length ?? 0
  return (
    <>
      <Timeline
        title="发生过的事"
        entries={(data?.rows ?? []).map((row) => ({
          key: row.entry_id,
          date: row.date,
          kind: row.category,
          text: row.link === null ? row.text : <TextLink to={pagePath(row.link)}>{row.text}</TextLink>,
          source: row.needs_reason ? '需说明用途' : (row.where ?? ''),
          current: row.current,
        }))}
        kinds={(data?.categories ?? []).map((each) => ({ kind: each.category, count: each.count }))}
        note={shown < matching ? `${matching} 条，列最近 ${shown} 条` : `${matching} 条`}
        onKind={(kind) => setCategory(kind as Category | undefined)}
      />
      {data?.total === 0 && <p className="second">还没有记下什么事。</p>}
      {shown < matching && limit < 200 && (
        <Button kind="link" onClick={() => setLimit(200)}>
          {matching > 200 ? '列最近 200 条' : '全部列出'}
        </Button>
      )}
    </>
  )
}

/** 待办: what waits for my post in my area, by due date, with lights that are filters. The workbench's home. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { workRoutes } from '../../../server/casework/contract.ts'
import {
  Button,
  DataTable,
  EmptyState,
  FilterBar,
  LightFilters,
  Page,
  PageHead,
  ViewLinks,
} from '../../design/index.ts'
import { countText } from '../../design/money-text.ts'
import { download, useListState, useQueryRoute, useSearchValues, useSession } from '../../shell/index.ts'
import { askedLight, kindOptions, lightOf } from './case-words.ts'
import { useSavedViews } from './saved-views.ts'
import { SaveViewDialog } from './save-view-dialog.tsx'
import { SelectedWork } from './selected-work.tsx'
import { workColumns } from './work-columns.tsx'
import { dueOptions, workKeys, workQuery, workSearch } from './work-query.ts'
import './casework.css'

export default function WorkPage() {
  const session = useSession()
  const navigate = useNavigate()
  const list = useListState(workKeys, { typed: ['text'] })
  const [search] = useSearchValues()
  const [selected, setSelected] = useState<Set<string>>(new Set())
  const [saving, setSaving] = useState(false)
  const saved = useSavedViews('work')
  const query = workQuery(search, session.business_date)
  const body = { ...query, text: list.filters['text'] }
  const { data, error, refetch } = useQueryRoute(workRoutes.list_work, {
    body: { ...body, limit: list.limit, offset: list.offset },
  })
  const counts = data?.counts ?? { all: 0, overdue: 0, near: 0, normal: 0, due_this_week: 0, by_domain: [] }
  const filters = data?.filters
  const labelled = (rows: { value: string; label: string; count: number }[] | undefined) =>
    rows?.map((each) => ({ value: each.value, label: `${each.label} ${countText(each.count)}` })) ?? []
  const nothing = Object.fromEntries([...workKeys, 'text'].map((key) => [key, undefined]))
  const show = (values: Record<string, string | undefined>) => list.setFilters({ ...nothing, ...values })
  const view = viewOf(search, saved.views)
  const area = query.scope === 'area'
  return (
    <Page>
      <PageHead
        title={`${area ? '辖区在办' : '待办'} ${countText(counts.all)} 件`}
        beside={
          <LightFilters
            counts={{ overdue: counts.overdue, due_soon: counts.near, normal: counts.normal }}
            value={query.light === undefined ? undefined : lightOf(query.light)}
            onChange={(light) => list.setFilter('light', askedLight(light))}
          />
        }
        end={
          <>
            <ViewLinks
              label="视图"
              views={[
                { key: 'due', title: '按到期' },
                { key: 'week', title: '本周到期', count: counts.due_this_week },
                { key: 'area', title: '辖区全部' },
                ...saved.views.map((each) => ({ key: `saved:${each.name}`, title: each.name })),
              ]}
              value={view}
              onChange={(key) => {
                if (key === 'week') show({ due: 'week' })
                else if (key === 'area') show({ scope: 'area' })
                else if (key === 'due') show({})
                else show(saved.views.find((each) => `saved:${each.name}` === key)?.values ?? {})
              }}
            />
            {view.startsWith('saved:') ? (
              <Button kind="plain" onClick={() => saved.drop(view.slice('saved:'.length))}>
                删去视图
              </Button>
            ) : (
              view === '' && (
                <Button kind="plain" onClick={() => setSaving(true)}>
                  存为视图
                </Button>
              )
            )}
          </>
        }
      />
      <div className="table-cards">
        <DataTable
          caption="待办"
          columns={workColumns}
          rows={data?.rows}
          rowKey={(row) => row.case_id}
          rowName={(row) => `${row.title} ${row.programme_title}`}
          onOpen={(row) =>
            void navigate({ to: `/workbench/cases/${row.case_id}`, search: workSearch(search) as never })
          }
          columnsKey="work"
          sort={list.sort ?? { key: 'due_on', direction: 'ascending' }}
          onSort={list.setSort}
          page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
          error={error}
          retry={() => void refetch()}
          onExport={() => download(workRoutes.export_work, { body }, '待办.xlsx')}
          selection={{
            keys: selected,
            onChange: setSelected,
            acts: (
              <SelectedWork
                rows={(data?.rows ?? []).filter((row) => selected.has(row.case_id))}
                onDone={() => setSelected(new Set())}
              />
            ),
          }}
          note={list.sort === undefined ? '按到期从近到远' : '按所选的列排序'}
          tools={
            <FilterBar
              filters={[
                { key: 'text', label: '查找', kind: 'text', none: '姓名、证件后四位、办件号' },
                { key: 'programme', label: '业务', options: labelled(filters?.programmes) },
                { key: 'kind', label: '类别', options: kindOptions },
                { key: 'step', label: '环节', options: labelled(filters?.steps) },
                { key: 'street', label: '街道', options: labelled(filters?.streets) },
                { key: 'due', label: '到期', none: '不限', options: dueOptions },
                {
                  key: 'owner',
                  label: '经办',
                  none: '不限',
                  options: [
                    { value: 'me', label: '我' },
                    { value: 'nobody', label: '待领办' },
                  ],
                },
              ]}
              values={list.filters}
              onChange={list.setFilter}
              onClear={list.clearFilters}
            />
          }
          empty={
            <NoWork
              filtered={Object.values(list.filters).some((each) => each !== undefined)}
              onClear={() => show({})}
            />
          }
        />
      </div>
      {saving && (
        <SaveViewDialog
          onClose={() => setSaving(false)}
          onSave={(name) => {
            saved.keep({ name, values: workSearch(search) })
            setSaving(false)
          }}
        />
      )}
    </Page>
  )
}

/** Which view the filters in the URL are; empty when they are none of the known ones. */
function viewOf(
  search: Record<string, string | undefined>,
  saved: { name: string; values: Record<string, string | undefined> }[],
): string {
  const values = JSON.stringify(Object.entries(workSearch(search)).toSorted())
  const same = (other: Record<string, string | undefined>) =>
    JSON.stringify(Object.entries(workSearch(other)).toSorted()) === values
  if (same({})) return 'due'
  if (same({ due: 'week' })) return 'week'
  if (same({ scope: 'area' })) return 'area'
  const found = saved.find((each) => same(each.values))
  return found === undefined ? '' : `saved:${found.name}`
}

function NoWork({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  return filtered ? (
    <EmptyState
      title="没有符合条件的办件"
      why="换一个条件，或者看全部待办。"
      next={<Button onClick={onClear}>看全部待办</Button>}
    />
  ) : (
    <EmptyState title="现在没有要办的件" why="轮到您的岗位办理时，会出现在这里。" />
  )
}

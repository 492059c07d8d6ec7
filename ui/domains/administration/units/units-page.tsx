/** 单位: the offices in which posts are held. A unit is never changed: it ends, and another begins. */
import { useState } from 'react'
import { endUnit, listUnits, unitKindTitles } from '../../../../server/administration/contract.ts'
import { exportOf } from '../../../../server/platform/tables/contract.ts'
import type { UnitRow } from '../../../../server/administration/contract.ts'
import { divisionRoutes } from '../../../../server/registries/divisions/contract.ts'
import {
  Button,
  ConfirmDialog,
  DataTable,
  EmptyState,
  FilterBar,
  Page,
  PageHead,
  countText,
  useStatus,
} from '../../../design/index.ts'
import type { Column } from '../../../design/index.ts'
import { DateField } from '../../../forms/index.ts'
import { download, useAct, useListState, useQueryRoute, useSession } from '../../../shell/index.ts'
import { CreateUnitDialog } from './create-unit-dialog.tsx'

const columns = (onEnd: (row: UnitRow) => void): Column<UnitRow>[] => [
  { key: 'name', title: '单位', cell: (row) => <strong>{row.name}</strong>, fixed: true },
  { key: 'kind', title: '类别', cell: (row) => unitKindTitles[row.kind] },
  { key: 'division', title: '所在区划', cell: (row) => row.division_name },
  { key: 'code', title: '区划代码', cell: (row) => row.division_code },
  { key: 'posts', title: '现任岗位', unit: '个', align: 'end', cell: (row) => countText(row.posts) },
  {
    key: 'act',
    title: '办理',
    cell: (row) => (
      <Button kind="link" aria-label={`撤销 ${row.name}`} onClick={() => onEnd(row)}>
        撤销
      </Button>
    ),
  },
]

export default function UnitsPage() {
  const list = useListState(['division_code'], { typed: ['search'] })
  const [creating, setCreating] = useState(false)
  const [ending, setEnding] = useState<UnitRow>()
  const asked = { search: list.filters['search'], division_code: list.filters['division_code'] }
  const { data, error, refetch } = useQueryRoute(listUnits, {
    body: { ...asked, limit: list.limit, offset: list.offset },
  })
  const { data: districts } = useQueryRoute(divisionRoutes.list_divisions, { query: {} })
  return (
    <Page>
      <PageHead
        title={`单位 ${countText(data?.total ?? 0)} 个`}
        end={
          <Button kind="primary" onClick={() => setCreating(true)}>
            建立单位
          </Button>
        }
      />
      <DataTable
        caption="单位"
        onExport={() => download(exportOf(listUnits), { body: asked }, '单位.xlsx')}
        columns={columns(setEnding)}
        rows={data?.rows}
        rowKey={(row) => row.unit_id}
        rowName={(row) => row.name}
        countWord="个"
        columnsKey="units"
        page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
        error={error}
        retry={() => void refetch()}
        note="按区划代码"
        tools={
          <FilterBar
            filters={[
              { key: 'search', label: '名称', kind: 'text', none: '含哪几个字' },
              {
                key: 'division_code',
                label: '区',
                options: (districts?.rows ?? []).map((each) => ({
                  value: each.division_code,
                  label: each.name,
                })),
              },
            ]}
            values={list.filters}
            onChange={list.setFilter}
            onClear={list.clearFilters}
          />
        }
        empty={<EmptyState title="没有符合条件的单位" why="可以清除筛选再看。" />}
      />
      {creating && <CreateUnitDialog onClose={() => setCreating(false)} />}
      {ending !== undefined && <EndUnitDialog row={ending} onClose={() => setEnding(undefined)} />}
    </Page>
  )
}

function EndUnitDialog({ row, onClose }: { row: UnitRow; onClose: () => void }) {
  const { business_date } = useSession()
  const [on, setOn] = useState<string | undefined>(business_date)
  const say = useStatus()
  const end = useAct(endUnit, {
    onDone: () => {
      say(`已撤销${row.name}`)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      act="撤销单位"
      thing={row.name}
      consequence={`自该日起撤销，现任 ${row.posts} 个岗位同时终止，不能恢复；以往办过的事仍记在它名下。`}
      busy={end.isPending}
      error={end.error}
      onAct={() => on !== undefined && end.mutate({ params: { unit_id: row.unit_id }, body: { on } })}
    >
      <DateField label="自哪天起" value={on} onChange={setOn} today={business_date} />
    </ConfirmDialog>
  )
}

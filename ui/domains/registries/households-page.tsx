/** Households of one's area, by place, size, register and day of establishment; in and out by Excel. */
import { useNavigate } from '@tanstack/react-router'
import { divisionRoutes } from '../../../server/registries/divisions/contract.ts'
import { householdRoutes } from '../../../server/registries/households/contract.ts'
import {
  Button,
  ButtonLink,
  DataTable,
  DateText,
  EmptyState,
  FilterBar,
  Page,
  PageHead,
  Tag,
} from '../../design/index.ts'
import type { Column, FilterDefinition } from '../../design/index.ts'
import { fileAddress, useListState, useQueryRoute, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { registerKindWords } from './words.ts'

type Row = AnswerOf<typeof householdRoutes.list_households>['rows'][number]

const columns: Column<Row>[] = [
  {
    key: 'head',
    title: '户主',
    fixed: true,
    cell: (row) => (
      <>
        {row.head_name ?? '没有户主'} {row.dissolved_on !== null && <Tag>已注销</Tag>}
      </>
    ),
  },
  { key: 'members', title: '人口', align: 'end', cell: (row) => row.member_count },
  { key: 'kind', title: '户口', cell: (row) => row.register_kind_title },
  { key: 'place', title: '所在地', cell: (row) => row.division_path },
  { key: 'address', title: '住址', cell: (row) => row.address ?? '没有登记' },
  { key: 'established', title: '立户', cell: (row) => <DateText date={row.established_on} /> },
  {
    key: 'dissolved',
    title: '注销',
    extra: true,
    cell: (row) => (row.dissolved_on === null ? '' : <DateText date={row.dissolved_on} />),
  },
]

const size = ['1', '2', '3', '4', '5']
const keys = ['division', 'register_kind', 'size', 'established_from', 'state']

/** Filters of the URL as the server takes them; `5` means five and more. */
function queryOf(filters: Record<string, string | undefined>) {
  const people = filters['size']
  return {
    division: filters['division'],
    register_kind: filters['register_kind'] as 'urban' | 'rural' | undefined,
    ...(people !== undefined && { member_count_min: Number(people) }),
    ...(people !== undefined && people !== '5' && { member_count_max: Number(people) }),
    established_from: filters['established_from'],
    ...(filters['state'] !== undefined && { state: filters['state'] as 'dissolved' | 'any' }),
  }
}

function useFilters(): FilterDefinition[] {
  const area = useSession().account?.post?.division_code ?? ''
  const { data } = useQueryRoute(divisionRoutes.list_divisions, {
    query: area.length < 6 ? {} : { parent: area },
  })
  const place: FilterDefinition = {
    key: 'division',
    label: area.length < 6 ? '区' : area.length === 6 ? '街镇' : '社区',
    options: (data?.rows ?? []).map((row) => ({ value: row.division_code, label: row.name })),
  }
  return [
    ...(area.length < 12 ? [place] : []),
    {
      key: 'register_kind',
      label: '户口',
      options: Object.entries(registerKindWords).map(([value, label]) => ({ value, label })),
    },
    {
      key: 'size',
      label: '人口',
      options: size.map((value) => ({ value, label: value === '5' ? '5 人以上' : `${value} 人` })),
    },
    { key: 'established_from', label: '立户不早于', kind: 'date' },
    {
      key: 'state',
      label: '状态',
      none: '在册',
      options: [
        { value: 'dissolved', label: '已注销' },
        { value: 'any', label: '全部' },
      ],
    },
  ]
}

export default function HouseholdsPage() {
  const list = useListState(keys)
  const navigate = useNavigate()
  const role = useSession().account?.post?.role
  const filters = useFilters()
  const query = queryOf(list.filters)
  const { data, error, refetch } = useQueryRoute(householdRoutes.list_households, {
    query: { ...query, limit: list.limit, offset: list.offset },
  })
  const mayKeep = role === 'community_worker' || role === 'street_clerk' || role === 'district_approver'
  const mayExport = role !== 'community_worker' && role !== 'finance'
  return (
    <Page>
      <PageHead
        title={data ? `家庭 ${data.total_text}` : '家庭'}
        end={
          <>
            {mayExport && (
              <a
                className="button button-plain"
                href={fileAddress(householdRoutes.export_households, { query })}
                download
              >
                导出全部
              </a>
            )}
            {mayKeep && <ButtonLink to="/workbench/households/import">用 Excel 导入</ButtonLink>}
            {mayKeep && (
              <ButtonLink kind="primary" to="/workbench/households/register">
                登记一户
              </ButtonLink>
            )}
          </>
        }
      />
      <DataTable
        caption="家庭"
        columns={columns}
        rows={data?.rows}
        rowKey={(row) => row.household_id}
        rowName={(row) => `${row.head_name ?? ''}户`}
        onOpen={(row) => void navigate({ to: `/workbench/households/${row.household_id}` })}
        countWord="户"
        columnsKey="households"
        page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
        error={error}
        retry={() => void refetch()}
        note={data?.more === true ? '列前 200 户，请缩小范围；导出不限' : '按区划'}
        tools={
          <FilterBar
            filters={filters}
            values={list.filters}
            onChange={list.setFilter}
            onClear={list.clearFilters}
          />
        }
        empty={
          <EmptyState
            title="没有符合条件的家庭"
            why="只列您辖区内的。可以清除筛选再看，找人请用查询框。"
            next={<Button onClick={list.clearFilters}>清除筛选</Button>}
          />
        }
      />
    </Page>
  )
}

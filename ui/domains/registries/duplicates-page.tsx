/** Pairs with the same name and birthday in one street or community that nobody has decided on yet. */
import { useNavigate } from '@tanstack/react-router'
import { divisionRoutes } from '../../../server/registries/divisions/contract.ts'
import { exportOf } from '../../../server/platform/tables/contract.ts'
import { duplicateRoutes } from '../../../server/registries/people/contract.ts'
import { DataTable, EmptyState, FilterBar, Page, PageHead, countText } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { fileAddress, useListState, useQueryRoute, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'

type Pair = AnswerOf<typeof duplicateRoutes.list_duplicate_pairs>['rows'][number]

const personCell = (person: Pair['left']) => (
  <>
    {person.name} <span className="second">{person.masked_identity_number ?? '没有证件号码'}</span>
  </>
)

const columns: Column<Pair>[] = [
  { key: 'left', title: '一条', cell: (row) => personCell(row.left) },
  { key: 'left_place', title: '所在地', cell: (row) => row.left.division_path },
  { key: 'right', title: '另一条', cell: (row) => personCell(row.right) },
  { key: 'right_place', title: '所在地', cell: (row) => row.right.division_path },
  { key: 'why', title: '为什么列出', cell: (row) => row.reasons.map((each) => each.label).join('、') },
]

export default function DuplicatesPage() {
  const area = useSession().account?.post?.division_code ?? ''
  const list = useListState(['street'])
  const navigate = useNavigate()
  const streets = useQueryRoute(
    divisionRoutes.list_divisions,
    { query: { parent: area } },
    { enabled: area.length === 6 },
  )
  const division = list.filters['street'] ?? (area.length >= 9 ? area : undefined)
  const { data, error, refetch } = useQueryRoute(
    duplicateRoutes.list_duplicate_pairs,
    { query: { limit: 100, ...(division !== undefined && { division }) } },
    { enabled: division !== undefined },
  )
  return (
    <Page>
      <PageHead title={data ? `疑似重复 ${countText(data.rows.length)} 对` : '疑似重复'} />
      {area.length === 6 && (
        <FilterBar
          filters={[
            {
              key: 'street',
              label: '街道、镇',
              none: '请选择',
              options: (streets.data?.rows ?? []).map((row) => ({
                value: row.division_code,
                label: row.name,
              })),
            },
          ]}
          values={list.filters}
          onChange={list.setFilter}
          onClear={list.clearFilters}
        />
      )}
      {division === undefined ? (
        <EmptyState title="先选一个街道或镇" why="疑似重复按街道或社区逐一核对。" />
      ) : (
        <DataTable
          caption="疑似重复"
          exportPath={fileAddress(exportOf(duplicateRoutes.list_duplicate_pairs), { query: { division } })}
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => `${row.left.person_id}${row.right.person_id}`}
          rowName={(row) => row.left.name}
          onOpen={(row) => void navigate({ to: `/workbench/people/${row.left.person_id}` })}
          countWord="对"
          note={data?.more === true ? '只列前 100 对' : '打开后并排比较'}
          error={error}
          retry={() => void refetch()}
          empty={<EmptyState title="没有疑似重复" why="姓名与出生日期相同、还没有认定的登记会列在这里。" />}
        />
      )}
    </Page>
  )
}

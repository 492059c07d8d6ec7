/** 号码查看: who looked at whose masked number, and why. Whom is told by the record's key only. */
import { listDisclosures } from '../../../../server/administration/contract.ts'
import { exportOf } from '../../../../server/platform/tables/contract.ts'
import type { DisclosureRow } from '../../../../server/administration/contract.ts'
import {
  Button,
  DataTable,
  EmptyState,
  FilterBar,
  Page,
  PageHead,
  Tag,
  countText,
  dateText,
  machineText,
} from '../../../design/index.ts'
import type { Column } from '../../../design/index.ts'
import { fileAddress, useListState, useQueryRoute } from '../../../shell/index.ts'
import { shortKey } from '../words.ts'

const fieldTitles: Record<string, string> = {
  identity_number: '证件号码',
  telephone: '电话',
  bank_account: '银行账号',
  field_visit: '带走入户资料',
}
type Field = 'identity_number' | 'telephone' | 'bank_account' | 'field_visit'

const columns = (filter: (key: string, value: string) => void): Column<DisclosureRow>[] => [
  { key: 'day', title: '业务日', cell: (row) => dateText(row.business_date), fixed: true },
  { key: 'at', title: '机器时间', cell: (row) => machineText(row.at) },
  {
    key: 'viewer',
    title: '谁看',
    cell: (row) => (
      <>
        <Button kind="link" onClick={() => filter('account_id', row.account_id)}>
          {row.viewer_name}
        </Button>
        {'　'}
        <span className="second">{row.viewer_unit}</span>
      </>
    ),
    fixed: true,
  },
  { key: 'field', title: '看什么', cell: (row) => fieldTitles[row.field] ?? row.field },
  {
    key: 'person',
    title: '看谁',
    cell: (row) => (
      <>
        {row.division_name}
        {'　'}
        <Button
          kind="link"
          aria-label={`只看档案 ${shortKey(row.person_id)}`}
          onClick={() => filter('person_id', row.person_id)}
        >
          档案 {shortKey(row.person_id)}
        </Button>
      </>
    ),
  },
  { key: 'reason', title: '用途', cell: (row) => row.reason, wrap: true },
]

export default function DisclosuresPage() {
  const list = useListState(['from', 'to', 'field', 'account_id', 'person_id'])
  const { filters } = list
  const asked = {
    from: filters['from'],
    to: filters['to'],
    field: filters['field'] as Field | undefined,
    account_id: filters['account_id'],
    person_id: filters['person_id'],
  }
  const { data, error, refetch } = useQueryRoute(listDisclosures, {
    query: { ...asked, limit: list.limit, offset: list.offset },
  })
  const narrowed = filters['account_id'] !== undefined ? '只看同一人查看的' : '只看同一档案'
  return (
    <Page>
      <PageHead
        title={`号码查看 ${countText(data?.total ?? 0)} 次`}
        beside={(filters['account_id'] ?? filters['person_id']) !== undefined && <Tag>{narrowed}</Tag>}
      />
      <DataTable
        caption="号码查看"
        exportPath={fileAddress(exportOf(listDisclosures), { query: asked })}
        columns={columns(list.setFilter)}
        rows={data?.rows}
        rowKey={(row) => row.disclosure_id}
        rowName={(row) => `${row.viewer_name} ${dateText(row.business_date)}`}
        countWord="次"
        page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
        error={error}
        retry={() => void refetch()}
        note="新的在前；审计管理员只见档案标识，不见姓名与号码；本人在门户可以看到谁看过"
        tools={
          <FilterBar
            filters={[
              {
                key: 'field',
                label: '看什么',
                options: Object.entries(fieldTitles).map(([value, label]) => ({ value, label })),
              },
              { key: 'from', label: '业务日起', kind: 'date' },
              { key: 'to', label: '业务日止', kind: 'date' },
            ]}
            values={filters}
            onChange={list.setFilter}
            onClear={list.clearFilters}
          />
        }
        empty={
          <EmptyState
            title="没有查看记录"
            why="工作人员说明用途、查看隐去的证件号、电话或账号后，会列在这里。"
          />
        }
      />
    </Page>
  )
}

/** 医疗救助结算: the bills that hospitals have settled, by when they came, with what aid paid of each. */
import { claimRoutes } from '../../../server/domains/medical-aid/contract.ts'
import { exportOf } from '../../../server/platform/tables/contract.ts'
import {
  DataTable,
  DateText,
  EmptyState,
  FilterBar,
  Money,
  Page,
  PageHead,
  Tag,
  countText,
  yuanText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { download, useListState, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { groupWords, kindWords } from './words.ts'

type Row = AnswerOf<typeof claimRoutes.list_claims>['rows'][number]

const columns: Column<Row>[] = [
  { key: 'received', title: '送单', fixed: true, cell: (row) => <DateText date={row.received_on} /> },
  { key: 'patient', title: '病人', fixed: true, cell: (row) => row.patient_name },
  { key: 'group', title: '身份', cell: (row) => groupWords[row.medical_group] ?? row.medical_group },
  {
    key: 'hospital',
    title: '医院，单号',
    wrap: true,
    cell: (row) => (
      <>
        {row.hospital_name}
        <br />
        <span className="second">{row.claim_number}</span>
      </>
    ),
  },
  { key: 'kind', title: '类别', cell: (row) => kindWords[row.kind] },
  { key: 'discharged', title: '出院（就诊）', cell: (row) => <DateText date={row.discharged_on} /> },
  { key: 'total', title: '总额', unit: '元', align: 'end', cell: (row) => <Money fen={row.total} /> },
  { key: 'aid', title: '医疗救助', unit: '元', align: 'end', cell: (row) => <Money fen={row.aid} /> },
  { key: 'own', title: '病人自付', unit: '元', align: 'end', cell: (row) => <Money fen={row.own_paid} /> },
  { key: 'state', title: '状态', cell: (row) => (row.state === 'settled' ? '已结算' : <Tag>已冲销</Tag>) },
  { key: 'division', title: '登记地', wrap: true, cell: (row) => row.division_path ?? '' },
]

export default function ClaimsPage() {
  const list = useListState(['from', 'until'])
  const { from, until } = list.filters
  const filter = { from, until }
  const { data, error, refetch } = useQueryRoute(claimRoutes.list_claims, {
    body: { ...filter, limit: list.limit, offset: list.offset },
  })
  return (
    <Page>
      <PageHead
        title={`医疗救助结算 ${countText(data?.total ?? 0)} 张`}
        end={data !== undefined && <span>救助合计 {yuanText(data.aid_sum)} 元（冲销的不算）</span>}
      />
      <FilterBar
        filters={[
          { key: 'from', label: '送单日期，自', kind: 'date' },
          { key: 'until', label: '至', kind: 'date' },
        ]}
        values={list.filters}
        onChange={list.setFilter}
        onClear={list.clearFilters}
      />
      <DataTable
        caption="医疗救助结算单"
        onExport={() => download(exportOf(claimRoutes.list_claims), { body: filter }, '医疗救助结算单.xlsx')}
        columns={columns}
        rows={data?.rows}
        rowKey={(row) => row.claim_id}
        rowName={(row) => `${row.patient_name} ${row.claim_number}`}
        countWord="张"
        columnsKey="claims"
        page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
        error={error}
        retry={() => void refetch()}
        note="医院出院结算时送来，当场算出，账同时记下；比例和限额见政策法规，按就诊那一天的规定"
        empty={
          <EmptyState
            title="还没有结算的单子"
            why="定点医院结算本区病人的单子以后，会出现在这里：哪家医院、多少钱、救助付了多少。"
          />
        }
      />
    </Page>
  )
}

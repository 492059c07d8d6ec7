/** 审计日志: who did what to what, newest first. Read only; looking and exporting are logged themselves. */
import { useState } from 'react'
import { exportAudit, listAuditEntries } from '../../../../server/administration/contract.ts'
import type { AuditRow } from '../../../../server/administration/contract.ts'
import {
  TextLink,
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
import { actGroups, actTitle, subjectTitle } from './act-words.ts'
import { actorOf } from './actor.ts'
import { EntryDetail } from './entry-detail.tsx'

const columns: Column<AuditRow>[] = [
  { key: 'day', title: '业务日', cell: (row) => dateText(row.business_date), fixed: true },
  { key: 'at', title: '机器时间', cell: (row) => machineText(row.at) },
  {
    key: 'actor',
    title: '谁',
    cell: (row) => (
      <>
        <strong>{actorOf(row).name}</strong>　<span className="second">{actorOf(row).role}</span>
      </>
    ),
  },
  { key: 'act', title: '动作', cell: (row) => actTitle(row.act) },
  {
    key: 'subject',
    title: '对象',
    cell: (row) => (
      <>
        {subjectTitle(row.subject_kind)}
        {row.subject_id !== null && (
          <span className="second">
            {'　'}
            {row.subject_id.length > 20 ? shortKey(row.subject_id) : row.subject_id}
          </span>
        )}
      </>
    ),
  },
  { key: 'division', title: '区划', cell: (row) => row.division_code ?? '', extra: true },
  {
    key: 'batch',
    title: '封存',
    cell: (row) => (row.batch_number === null ? <Tag>待封存</Tag> : `第 ${row.batch_number} 批`),
  },
]

const keys = ['from', 'to', 'act', 'subject_kind', 'subject_id', 'account_id']

export default function AuditPage() {
  const list = useListState(keys)
  const [opened, setOpened] = useState<AuditRow>()
  const { filters } = list
  const { data, error, refetch } = useQueryRoute(listAuditEntries, {
    query: {
      limit: list.limit,
      offset: list.offset,
      from: filters['from'],
      to: filters['to'],
      act: filters['act'],
      subject_kind: filters['subject_kind'],
      subject_id: filters['subject_id'],
      account_id: filters['account_id'],
    },
  })
  return (
    <Page>
      <PageHead
        title={`审计日志 ${countText(data?.total ?? 0)} 条`}
        beside={
          (filters['account_id'] !== undefined || filters['subject_id'] !== undefined) && (
            <Tag>{filters['account_id'] === undefined ? '只看同一对象' : '只看同一人'}</Tag>
          )
        }
        end={
          <TextLink className="button button-second" to={fileAddress(exportAudit, {})} download>
            导出可核验的全部日志
          </TextLink>
        }
      />
      <DataTable
        caption="审计日志"
        columns={columns}
        rows={data?.rows}
        rowKey={(row) => row.entry_id}
        rowName={(row) => `${actorOf(row).name} ${actTitle(row.act)}`}
        onOpen={setOpened}
        countWord="条"
        columnsKey="audit"
        page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
        error={error}
        retry={() => void refetch()}
        note="新的在前；业务日是办事的日子，机器时间是服务器记下的时刻"
        tools={
          <FilterBar
            filters={[
              { key: 'act', label: '动作', options: actGroups },
              { key: 'from', label: '业务日起', kind: 'date' },
              { key: 'to', label: '业务日止', kind: 'date' },
            ]}
            values={filters}
            onChange={list.setFilter}
            onClear={list.clearFilters}
          />
        }
        empty={<EmptyState title="没有符合条件的记录" why="可以清除筛选，或放宽日期再看。" />}
      />
      {opened !== undefined && (
        <EntryDetail
          row={opened}
          onClose={() => setOpened(undefined)}
          onFilter={(values) => {
            setOpened(undefined)
            list.setFilters({ ...Object.fromEntries(keys.map((key) => [key, undefined])), ...values })
          }}
        />
      )}
    </Page>
  )
}

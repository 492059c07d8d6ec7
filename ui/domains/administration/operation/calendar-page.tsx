/** 工作日历: which years' holidays are known, and importing a year when its notice appears. */
import { useState } from 'react'
import { listCalendarYears } from '../../../../server/administration/contract.ts'
import { exportOf } from '../../../../server/platform/tables/contract.ts'
import {
  Button,
  DataTable,
  EmptyState,
  Light,
  Page,
  PageHead,
  Unverified,
  machineText,
} from '../../../design/index.ts'
import type { Column } from '../../../design/index.ts'
import { fileAddress, useQueryRoute } from '../../../shell/index.ts'
import type { AnswerOf } from '../../../shell/index.ts'
import { ImportYearDialog } from './import-year-dialog.tsx'

type Known = AnswerOf<typeof listCalendarYears>['rows'][number]
type Row = { year: number; known: Known | undefined }

const columns = (onImport: (year: number) => void): Column<Row>[] => [
  { key: 'year', title: '年份', cell: (row) => <strong>{row.year} 年</strong>, fixed: true },
  {
    key: 'state',
    title: '状态',
    cell: (row) =>
      row.known === undefined ? <Light state="due_soon">未公布</Light> : <Light state="normal">已公布</Light>,
  },
  {
    key: 'departures',
    title: '放假与调休',
    unit: '天',
    align: 'end',
    cell: (row) => row.known?.departures ?? '',
  },
  { key: 'source', title: '来源', cell: (row) => <Source row={row} />, wrap: true },
  {
    key: 'imported',
    title: '导入',
    cell: (row) => (row.known === undefined ? '' : machineText(row.known.imported_at)),
  },
  {
    key: 'act',
    title: '办理',
    cell: (row) => <ImportButton row={row} onImport={onImport} />,
  },
]

function ImportButton({ row, onImport }: { row: Row; onImport: (year: number) => void }) {
  const act = row.known === undefined ? '导入' : '重新导入'
  return (
    <Button kind="link" aria-label={`${act} ${row.year} 年`} onClick={() => onImport(row.year)}>
      {act}
    </Button>
  )
}

function Source({ row }: { row: Row }) {
  if (row.known === undefined) return <span className="second">涉及这一年的工作日期限只作暂定</span>
  if (row.known.source !== 'chinese-days') return <>{row.known.source}</>
  return (
    <>
      随软件附带{'　'}
      <Unverified missing="取自开源日历数据 chinese-days，未逐条对照国务院办公厅的通知原文。">
        待核实
      </Unverified>
    </>
  )
}

export default function CalendarPage() {
  const { data, error, refetch } = useQueryRoute(listCalendarYears, {})
  const [importing, setImporting] = useState<number>()
  const known = data?.rows.toSorted((a, b) => b.year - a.year)
  const next = (known?.[0]?.year ?? 2026) + 1
  const rows: Row[] | undefined = known && [
    { year: next, known: undefined },
    ...known.map((each) => ({ year: each.year, known: each })),
  ]
  return (
    <Page>
      <PageHead
        title="工作日历"
        beside={
          known?.[0] !== undefined && (
            <span className="second">
              已公布到 {known[0].year} 年，{next} 年起未公布
            </span>
          )
        }
        end={
          <Button kind="primary" onClick={() => setImporting(next)}>
            导入一年
          </Button>
        }
      />
      <DataTable
        caption="工作日历"
        exportPath={fileAddress(exportOf(listCalendarYears), {})}
        exportCount={known?.length ?? 0}
        columns={columns(setImporting)}
        rows={rows}
        rowKey={(row) => String(row.year)}
        rowName={(row) => `${row.year} 年`}
        countWord="年"
        error={error}
        retry={() => void refetch()}
        empty={<EmptyState title="还没有工作日历" why="按工作日计算的期限都要用到，请导入。" />}
      />
      {importing !== undefined && (
        <ImportYearDialog year={importing} onClose={() => setImporting(undefined)} />
      )}
    </Page>
  )
}

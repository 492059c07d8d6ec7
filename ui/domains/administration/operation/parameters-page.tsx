/** 政策参数: the values of the law on a day, each with its source; what has not been read stands as 待核实. */
import { useState } from 'react'
import { listLawParameters } from '../../../../server/administration/contract.ts'
import { exportOf } from '../../../../server/platform/tables/contract.ts'
import type { LawParameterRow } from '../../../../server/administration/contract.ts'
import {
  Button,
  DataTable,
  DateText,
  Dialog,
  EmptyState,
  FilterBar,
  Page,
  PageHead,
  Unverified,
  dateText,
} from '../../../design/index.ts'
import type { Column } from '../../../design/index.ts'
import { fileAddress, useListState, useQueryRoute, useSession } from '../../../shell/index.ts'
import { areaText } from '../words.ts'

type Value = LawParameterRow['values'][number]
type Row = { parameter: LawParameterRow; current: Value | undefined }

const markTitles: Record<Value['mark'], string> = {
  O: '官方原文',
  T: '非官方全文',
  S: '见于网页，未见原文',
  D: '由涨幅推算',
  M: '凭记忆',
}

const columns: Column<Row>[] = [
  { key: 'label', title: '参数', cell: (row) => <strong>{row.parameter.label}</strong>, fixed: true },
  { key: 'group', title: '用于', cell: (row) => row.parameter.group },
  {
    key: 'value',
    title: '数值',
    align: 'end',
    cell: (row) => row.current?.value_text ?? <span className="second">当日没有</span>,
  },
  {
    key: 'area',
    title: '范围',
    cell: (row) => row.current && areaText(row.current.division_code),
  },
  { key: 'from', title: '自', cell: (row) => row.current && <DateText date={row.current.from} /> },
  { key: 'source', title: '依据', cell: (row) => row.current && <Source value={row.current} />, wrap: true },
  { key: 'count', title: '历次', unit: '次', align: 'end', cell: (row) => row.parameter.values.length },
]

function Source({ value }: { value: Value }) {
  return (
    <>
      {value.document}
      {value.article !== null && `　${value.article}`}
      {value.to_verify && (
        <>
          {'　'}
          <Unverified missing={`${markTitles[value.mark]}：${value.seen_in}`}>待核实</Unverified>
        </>
      )}
    </>
  )
}

/** What holds on the day: the narrowest division first, then the latest beginning. */
function valueOn(parameter: LawParameterRow, day: string): Value | undefined {
  return parameter.values
    .filter((value) => value.from <= day && (value.to === null || day < value.to))
    .toSorted((a, b) => b.division_code.length - a.division_code.length || (a.from < b.from ? 1 : -1))[0]
}

export default function ParametersPage() {
  const list = useListState(['on', 'mark'])
  const { business_date } = useSession()
  const [opened, setOpened] = useState<LawParameterRow>()
  const { data, error, refetch } = useQueryRoute(listLawParameters, {})
  const day = list.filters['on'] ?? business_date
  const rows = data?.rows
    .map((parameter) => ({ parameter, current: valueOn(parameter, day) }))
    .filter(
      ({ current }) =>
        list.filters['mark'] === undefined ||
        (current !== undefined && current.to_verify === (list.filters['mark'] === 'to_verify')),
    )
  const unread = rows?.filter(({ current }) => current?.to_verify === true).length ?? 0
  return (
    <Page>
      <PageHead
        title={`政策参数 ${rows?.length ?? 0} 项`}
        beside={
          <span className="second">
            {dateText(day)}有效，待核实 {unread} 项
          </span>
        }
      />
      <DataTable
        caption="政策参数"
        exportPath={fileAddress(exportOf(listLawParameters), {})}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.parameter.group} ${row.parameter.name}`}
        rowName={(row) => row.parameter.label}
        onOpen={(row) => setOpened(row.parameter)}
        countWord="项"
        error={error}
        retry={() => void refetch()}
        note="数值随政策法规文件修订，经审查后随软件更新，不在页面上改"
        tools={
          <FilterBar
            filters={[
              { key: 'on', label: '看哪一天', kind: 'date' },
              {
                key: 'mark',
                label: '依据',
                options: [
                  { value: 'to_verify', label: '待核实' },
                  { value: 'read', label: '已见全文' },
                ],
              },
            ]}
            values={list.filters}
            onChange={list.setFilter}
            onClear={list.clearFilters}
          />
        }
        empty={<EmptyState title="没有符合条件的参数" why="可以清除筛选再看。" />}
      />
      {opened !== undefined && (
        <ParameterDialog parameter={opened} today={day} onClose={() => setOpened(undefined)} />
      )}
    </Page>
  )
}

const historyColumns = (current: Value | undefined): Column<Value>[] => [
  {
    key: 'from',
    title: '自',
    cell: (row) => (
      <>
        <DateText date={row.from} />
        {row === current && <span className="second">　现行</span>}
      </>
    ),
  },
  { key: 'value', title: '数值', align: 'end', cell: (row) => row.value_text },
  { key: 'area', title: '范围', cell: (row) => areaText(row.division_code) },
  { key: 'source', title: '依据', cell: (row) => <Source value={row} />, wrap: true },
  { key: 'seen', title: '见于', cell: (row) => row.seen_in, wrap: true },
]

function ParameterDialog(props: { parameter: LawParameterRow; today: string; onClose: () => void }) {
  const { parameter, today, onClose } = props
  const current = valueOn(parameter, today)
  return (
    <Dialog
      title={parameter.label}
      open
      wide
      onClose={onClose}
      acts={<Button onClick={onClose}>收起</Button>}
    >
      <DataTable
        caption={parameter.label}
        columns={historyColumns(current)}
        tall
        rows={parameter.values.toReversed()}
        rowKey={(row) => `${row.division_code} ${row.from}`}
        rowName={(row) => dateText(row.from)}
        countWord="次"
        empty={null}
      />
    </Dialog>
  )
}

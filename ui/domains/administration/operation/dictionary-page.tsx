/** One dictionary on a day: what each code means then; setting and ending codes from a day on. */
import { useState } from 'react'
import { endDictionaryEntry } from '../../../../server/administration/contract.ts'
import { exportOf } from '../../../../server/platform/tables/contract.ts'
import { listDictionaryEntries } from '../../../../server/platform/dictionary/contract.ts'
import type { DictionaryEntry } from '../../../../server/platform/dictionary/contract.ts'
import {
  Button,
  ConfirmDialog,
  DataTable,
  EmptyState,
  FilterBar,
  Page,
  PageHead,
  Unverified,
  countText,
  dateText,
  useStatus,
} from '../../../design/index.ts'
import type { Column } from '../../../design/index.ts'
import { DateField } from '../../../forms/index.ts'
import {
  fileAddress,
  useAct,
  useListState,
  useParameter,
  useQueryRoute,
  useSession,
} from '../../../shell/index.ts'
import { EntryDialog } from './entry-dialog.tsx'

const columns = (
  onChange: (row: DictionaryEntry) => void,
  onEnd: (row: DictionaryEntry) => void,
): Column<DictionaryEntry>[] => [
  { key: 'code', title: '代码', cell: (row) => <strong>{row.code}</strong>, fixed: true },
  { key: 'label', title: '说法', cell: (row) => row.label },
  { key: 'position', title: '次序', align: 'end', cell: (row) => row.position },
  { key: 'source', title: '出处', cell: (row) => <Source row={row} />, wrap: true },
  {
    key: 'act',
    title: '办理',
    cell: (row) => (
      <span className="row">
        <Button kind="link" aria-label={`改说法 ${row.code}`} onClick={() => onChange(row)}>
          改说法
        </Button>
        <Button kind="link" aria-label={`停用 ${row.code}`} onClick={() => onEnd(row)}>
          停用
        </Button>
      </span>
    ),
  },
]

function Source({ row }: { row: DictionaryEntry }) {
  const verified = row.source_mark === 'O' || row.source_mark === 'T'
  if (row.source !== null && verified) return <>{row.source}</>
  return (
    <>
      {row.source}
      {'　'}
      <Unverified missing="没有见到原文。">待核实</Unverified>
    </>
  )
}

export default function DictionaryPage() {
  const dictionary = useParameter('dictionary')
  const list = useListState(['on'])
  const { business_date } = useSession()
  const on = list.filters['on'] ?? business_date
  const { data, error, refetch } = useQueryRoute(listDictionaryEntries, {
    params: { dictionary },
    query: { on: list.filters['on'] },
  })
  const [editing, setEditing] = useState<DictionaryEntry | 'new'>()
  const [ending, setEnding] = useState<DictionaryEntry>()
  return (
    <Page>
      <PageHead
        title={`${dictionary} ${countText(data?.rows.length ?? 0)} 个代码`}
        beside={<span className="second">{dateText(on)}有效</span>}
        end={
          <Button kind="primary" onClick={() => setEditing('new')}>
            增加代码
          </Button>
        }
      />
      <DataTable
        caption={dictionary}
        exportPath={fileAddress(exportOf(listDictionaryEntries), {
          params: { dictionary },
          query: { on: list.filters['on'] },
        })}
        columns={columns(setEditing, setEnding)}
        rows={data?.rows}
        rowKey={(row) => row.code}
        rowName={(row) => row.label}
        countWord="个"
        error={error}
        retry={() => void refetch()}
        note="改说法、停用都自某日起，以前的仍按以前的说法显示"
        tools={
          <FilterBar
            filters={[{ key: 'on', label: '看哪一天', kind: 'date' }]}
            values={list.filters}
            onChange={list.setFilter}
            onClear={list.clearFilters}
          />
        }
        empty={<EmptyState title="这一天没有有效的代码" why="可以换一天看，或增加代码。" />}
      />
      {editing !== undefined && (
        <EntryDialog
          dictionary={dictionary}
          entry={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onDone={() => setEditing(undefined)}
        />
      )}
      {ending !== undefined && (
        <EndDialog dictionary={dictionary} entry={ending} onClose={() => setEnding(undefined)} />
      )}
    </Page>
  )
}

function EndDialog(props: { dictionary: string; entry: DictionaryEntry; onClose: () => void }) {
  const { dictionary, entry, onClose } = props
  const { business_date } = useSession()
  const [from, setFrom] = useState<string | undefined>(business_date)
  const say = useStatus()
  const end = useAct(endDictionaryEntry, {
    onDone: () => {
      say(`已停用 ${entry.code} ${entry.label}`)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      act="停用代码"
      thing={`${dictionary}　${entry.code} ${entry.label}`}
      consequence="自该日起不能再选；已经用过的照旧显示。"
      busy={end.isPending}
      error={end.error}
      onAct={() =>
        from !== undefined && end.mutate({ params: { dictionary, code: entry.code }, body: { from } })
      }
    >
      <DateField label="自哪天起停用" value={from} onChange={setFrom} today={business_date} />
    </ConfirmDialog>
  )
}

/** 字典: codes with their labels, by date. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { listDictionaries } from '../../../../server/administration/contract.ts'
import { exportOf } from '../../../../server/platform/tables/contract.ts'
import { Button, DataTable, EmptyState, Page, PageHead, countText } from '../../../design/index.ts'
import type { Column } from '../../../design/index.ts'
import { fileAddress, useQueryRoute } from '../../../shell/index.ts'
import type { AnswerOf } from '../../../shell/index.ts'
import { EntryDialog } from './entry-dialog.tsx'

type Row = AnswerOf<typeof listDictionaries>['rows'][number]

const columns: Column<Row>[] = [
  { key: 'name', title: '字典', cell: (row) => <strong>{row.dictionary}</strong> },
  { key: 'entries', title: '代码', unit: '个', align: 'end', cell: (row) => countText(row.entries) },
]

export default function DictionariesPage() {
  const { data, error, refetch } = useQueryRoute(listDictionaries, {})
  const [adding, setAdding] = useState(false)
  const navigate = useNavigate()
  const open = (dictionary: string) =>
    void navigate({ to: `/workbench/administration/dictionaries/${dictionary}` })
  const add = (
    <Button kind="primary" onClick={() => setAdding(true)}>
      建立字典
    </Button>
  )
  return (
    <Page>
      <PageHead title={`字典 ${countText(data?.rows.length ?? 0)} 个`} end={add} />
      <DataTable
        caption="字典"
        exportPath={fileAddress(exportOf(listDictionaries), {})}
        columns={columns}
        rows={data?.rows}
        rowKey={(row) => row.dictionary}
        rowName={(row) => row.dictionary}
        onOpen={(row) => open(row.dictionary)}
        countWord="个"
        error={error}
        retry={() => void refetch()}
        empty={
          <EmptyState
            title="还没有字典"
            why="字典放各地可以自行增减的代码，例如走访方式、退件原因；法定的代码随软件提供，不在这里改。"
          />
        }
      />
      {adding && (
        <EntryDialog
          onClose={() => setAdding(false)}
          onDone={(dictionary) => {
            setAdding(false)
            open(dictionary)
          }}
        />
      )}
    </Page>
  )
}

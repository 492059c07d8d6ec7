/** Households in by Excel: template, upload, progress, what was kept, what was wrong by row and cell. */
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { householdImportRoutes } from '../../../server/registries/household-imports/contract.ts'
import { exportOf } from '../../../server/platform/tables/contract.ts'
import {
  DataTable,
  DateText,
  EmptyState,
  ErrorNotice,
  Light,
  Page,
  PageHead,
  Progress,
  StatFigure,
  StatFigures,
  countText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { fileAddress, request, useListState, useQueryRoute, useSearchValues } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import './registries.css'

type Import = AnswerOf<typeof householdImportRoutes.get_import>
type ImportProblem = AnswerOf<typeof householdImportRoutes.list_import_problems>['rows'][number]

const stateWords = { waiting: '排队中', running: '正在读', done: '读完', failed: '文件不能用' } as const

export default function ImportPage() {
  const [search, change] = useSearchValues()
  const import_id = search['import']
  const { data: current } = useQueryRoute(
    householdImportRoutes.get_import,
    { params: { import_id: import_id ?? '' } },
    { enabled: import_id !== undefined, every: 1500 },
  )
  return (
    <Page>
      <PageHead title="用 Excel 导入家庭" />
      <Steps onStarted={(id) => change({ import: id, offset: undefined }, { push: true })} />
      {import_id !== undefined && current?.import_id === import_id && <Result current={current} />}
      <History onOpen={(id) => change({ import: id, offset: undefined }, { push: true })} />
    </Page>
  )
}

function Steps({ onStarted }: { onStarted: (import_id: string) => void }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const client = useQueryClient()
  const send = async (file: File | undefined) => {
    if (file === undefined) return
    setBusy(true)
    setError(undefined)
    const form = new FormData()
    form.append('file', file)
    try {
      const started = await request<Import>('POST', householdImportRoutes.import_households.path, form)
      await client.invalidateQueries({ queryKey: [householdImportRoutes.list_imports.path] })
      onStarted(started.import_id)
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="import-steps">
      <section>
        <h2>一、下载模板</h2>
        <p className="second">一行一个人，同一户填同一个户编号。第二行是填写说明，可以留着。</p>
        <a
          className="button button-second"
          href={fileAddress(householdImportRoutes.get_template, {})}
          download
        >
          下载模板
        </a>
      </section>
      <section>
        <h2>二、上传填好的表</h2>
        <p className="second">对的户马上登记，有错的整户不登记并指出在哪一格。同一个文件传两次只登记一次。</p>
        <label className="button button-primary">
          <span>{busy ? '正在上传' : '选择文件上传'}</span>
          <input
            className="visually-hidden"
            type="file"
            accept=".xlsx"
            disabled={busy}
            onChange={(event) => {
              void send(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </label>
      </section>
      {error !== undefined && <ErrorNotice error={error} />}
    </div>
  )
}

function Result({ current }: { current: Import }) {
  if (current.state === 'failed')
    return (
      <section aria-live="polite">
        <h2>{current.file_name}</h2>
        <Light state="overdue">{current.failure ?? '这个文件读不了'}</Light>
        <p>请用模板另存一份再传。</p>
      </section>
    )
  if (current.state !== 'done')
    return (
      <Progress
        label={`${stateWords[current.state]}　${current.file_name}`}
        done={current.rows_read}
        {...(current.row_count !== null && { total: current.row_count })}
        countWord="行"
        note="可以离开这一页，读完后在下面的记录里看。"
      />
    )
  return (
    <section className="stack" aria-live="polite" aria-labelledby="import-result">
      <h2 id="import-result">
        {current.file_name}
        {current.repeated && '　以前传过，这是那一次的结果'}
      </h2>
      <StatFigures>
        <StatFigure
          number={countText(current.household_count)}
          unit="户"
          label="已登记"
          base={`${countText(current.person_count)} 人`}
        />
        <StatFigure
          number={countText(current.bad_row_count)}
          unit="行"
          label="有错"
          base={`共 ${countText(current.row_count ?? 0)} 行`}
          {...(current.bad_row_count > 0 && { light: 'due_soon' as const })}
        />
        <StatFigure
          number={countText(current.left_out_household_count)}
          unit="户"
          label="没有登记"
          base={`${countText(current.left_out_row_count)} 行，整户不入`}
        />
      </StatFigures>
      {current.bad_row_count > 0 && <Problems import_id={current.import_id} />}
    </section>
  )
}

const problemColumns: Column<ImportProblem>[] = [
  { key: 'row', title: '行', align: 'end', cell: (row) => row.row },
  { key: 'column', title: '列', cell: (row) => row.column },
  { key: 'label', title: '项', cell: (row) => row.label },
  { key: 'message', title: '错在哪里', wrap: true, cell: (row) => row.message },
]

function Problems({ import_id }: { import_id: string }) {
  const list = useListState([])
  const { data, error, refetch } = useQueryRoute(householdImportRoutes.list_import_problems, {
    params: { import_id },
    query: { limit: list.limit, offset: list.offset },
  })
  return (
    <DataTable
      caption="错在哪一行哪一格"
      columns={problemColumns}
      rows={data?.rows}
      rowKey={(row) => row.text}
      rowName={(row) => row.text}
      countWord="处"
      page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
      tools={
        <a
          className="button button-second"
          href={fileAddress(householdImportRoutes.get_error_file, { params: { import_id } })}
          download
        >
          下载错误文件
        </a>
      }
      error={error}
      retry={() => void refetch()}
      note="错误文件里是没有登记的户，末列写着错在哪里；改好后可以直接再传"
      empty={<EmptyState title="没有错" />}
    />
  )
}

const historyColumns: Column<Import>[] = [
  { key: 'file', title: '文件', fixed: true, cell: (row) => row.file_name },
  { key: 'day', title: '上传', cell: (row) => <DateText date={row.uploaded_on} /> },
  { key: 'who', title: '上传人', cell: (row) => row.uploaded_by_name ?? '' },
  { key: 'state', title: '状态', cell: (row) => stateWords[row.state] },
  { key: 'good', title: '已登记', unit: '户', align: 'end', cell: (row) => countText(row.household_count) },
  { key: 'bad', title: '有错', unit: '行', align: 'end', cell: (row) => countText(row.bad_row_count) },
]

function History({ onOpen }: { onOpen: (import_id: string) => void }) {
  const { data, error, refetch } = useQueryRoute(householdImportRoutes.list_imports, { query: { limit: 20 } })
  return (
    <section className="record-section" aria-labelledby="import-history">
      <h2 id="import-history">导入记录</h2>
      <DataTable
        caption="导入记录"
        exportPath={fileAddress(exportOf(householdImportRoutes.list_imports), { query: {} })}
        columns={historyColumns}
        rows={data?.rows}
        rowKey={(row) => row.import_id}
        rowName={(row) => row.file_name}
        onOpen={(row) => onOpen(row.import_id)}
        countWord="次"
        error={error}
        retry={() => void refetch()}
        empty={<EmptyState title="还没有导入过" why="下载模板，填好后上传，结果会列在这里。" />}
      />
    </section>
  )
}

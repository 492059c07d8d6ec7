/** 后台任务: what waits, what runs, what failed and why; failed ones can be run again. */
import { listJobs, retryJob } from '../../../../server/administration/contract.ts'
import { exportOf } from '../../../../server/platform/tables/contract.ts'
import {
  Button,
  DataTable,
  EmptyState,
  ErrorNotice,
  Light,
  Page,
  PageHead,
  countText,
  machineText,
  useStatus,
} from '../../../design/index.ts'
import type { Column, LightState } from '../../../design/index.ts'
import { fileAddress, useAct, useQueryRoute } from '../../../shell/index.ts'
import type { AnswerOf } from '../../../shell/index.ts'

type Job = AnswerOf<typeof listJobs>['rows'][number]

const states: Record<Job['state'], { light: LightState; word: string }> = {
  failed: { light: 'overdue', word: '失败' },
  retrying: { light: 'due_soon', word: '等候重试' },
  waiting: { light: 'normal', word: '等候' },
  running: { light: 'normal', word: '正在运行' },
}

const columns = (onRetry: (row: Job) => void, busy: string | undefined): Column<Job>[] => [
  {
    key: 'state',
    title: '状态',
    cell: (row) => <Light state={states[row.state].light}>{states[row.state].word}</Light>,
    fixed: true,
  },
  { key: 'title', title: '任务', cell: (row) => <strong>{row.title}</strong>, fixed: true },
  {
    key: 'attempts',
    title: '已试',
    unit: '次',
    align: 'end',
    cell: (row) => `${row.attempts}/${row.max_attempts}`,
  },
  { key: 'run', title: '何时运行', cell: (row) => machineText(row.run_at) },
  { key: 'created', title: '提出', cell: (row) => machineText(row.created_at) },
  { key: 'error', title: '原因', cell: (row) => row.last_error ?? '', wrap: true },
  {
    key: 'act',
    title: '办理',
    cell: (row) =>
      row.last_error !== null &&
      row.state !== 'running' && (
        <Button
          kind="link"
          busy={busy === row.job_id}
          aria-label={`重试 ${row.title}`}
          onClick={() => onRetry(row)}
        >
          重试
        </Button>
      ),
  },
]

export default function JobsPage() {
  const { data, error, refetch } = useQueryRoute(listJobs, {}, { every: 5000 })
  const say = useStatus()
  const retry = useAct(retryJob, { onDone: () => say('已排到最前') })
  return (
    <Page>
      <PageHead
        title="后台任务"
        beside={
          data && (
            <span className="row">
              <Light state={data.failed > 0 ? 'overdue' : 'normal'}>失败 {countText(data.failed)}</Light>
              <span className="second">等候 {countText(data.waiting)}</span>
            </span>
          )
        }
      />
      {retry.error !== null && <ErrorNotice error={retry.error} />}
      <DataTable
        caption="后台任务"
        exportPath={fileAddress(exportOf(listJobs), {})}
        columns={columns(
          (row) => retry.mutate({ params: { job_id: row.job_id } }),
          retry.isPending ? retry.variables.params.job_id : undefined,
        )}
        rows={data?.rows}
        rowKey={(row) => row.job_id}
        rowName={(row) => row.title}
        countWord="个"
        error={error}
        retry={() => void refetch()}
        note="失败的在前；每 5 秒更新"
        empty={<EmptyState title="没有等候的任务" why="排队的事都办完了。失败的会留在这里，直到重试成功。" />}
      />
    </Page>
  )
}

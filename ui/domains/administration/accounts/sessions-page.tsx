/** 在线会话: who is in now, from where; one of them can be ended. Residents appear without their names. */
import { useState } from 'react'
import { endSession, listSessions } from '../../../../server/administration/contract.ts'
import { exportOf } from '../../../../server/platform/tables/contract.ts'
import {
  Button,
  ConfirmDialog,
  DataTable,
  EmptyState,
  Page,
  PageHead,
  countText,
  machineText,
  useStatus,
} from '../../../design/index.ts'
import type { Column } from '../../../design/index.ts'
import {
  fileAddress,
  type AnswerOf,
  useAct,
  useListState,
  useQueryRoute,
  useSession,
} from '../../../shell/index.ts'

type Row = AnswerOf<typeof listSessions>['rows'][number]

const nameOf = (row: Row) => (row.kind === 'resident' ? '居民' : row.display_name)

const columns = (own: string | undefined, onEnd: ((row: Row) => void) | undefined): Column<Row>[] => [
  { key: 'name', title: '谁', cell: (row) => <strong>{nameOf(row)}</strong>, fixed: true },
  { key: 'role', title: '身份', cell: (row) => row.role_title },
  { key: 'unit', title: '单位', cell: (row) => row.unit_name },
  { key: 'seen', title: '最近活动', cell: (row) => machineText(row.last_seen_at) },
  { key: 'created', title: '登录', cell: (row) => machineText(row.created_at) },
  { key: 'address', title: '来自', cell: (row) => row.address ?? '' },
  {
    key: 'act',
    title: '办理',
    cell: (row) =>
      row.account_id === own
        ? '本人'
        : onEnd !== undefined && (
            <Button kind="link" aria-label={`强制下线 ${nameOf(row)}`} onClick={() => onEnd(row)}>
              强制下线
            </Button>
          ),
  },
]

export default function SessionsPage() {
  const list = useListState([])
  const { account } = useSession()
  const [ending, setEnding] = useState<Row>()
  const say = useStatus()
  const { data, error, refetch } = useQueryRoute(listSessions, {
    query: { limit: list.limit, offset: list.offset },
  })
  const end = useAct(endSession, {
    onDone: () => {
      say(ending === undefined ? '已下线' : `${nameOf(ending)}已下线`)
      setEnding(undefined)
    },
  })
  const maySecure = account?.post?.role === 'security_administrator'
  return (
    <Page>
      <PageHead
        title={`在线会话 ${countText(data?.total ?? 0)} 个`}
        end={<Button onClick={() => void refetch()}>刷新</Button>}
      />
      <DataTable
        caption="在线会话"
        exportPath={fileAddress(exportOf(listSessions), { query: {} })}
        columns={columns(account?.account_id, maySecure ? setEnding : undefined)}
        rows={data?.rows}
        rowKey={(row) => row.session_id}
        rowName={nameOf}
        countWord="个"
        page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
        error={error}
        retry={() => void refetch()}
        note="最近活动的在前；久不操作的会自动退出，不在此列"
        empty={<EmptyState title="没有人在线" why="有人登录后会列在这里。" />}
      />
      {ending !== undefined && (
        <ConfirmDialog
          open
          onClose={() => setEnding(undefined)}
          act="强制下线"
          thing={`${nameOf(ending)}　${ending.role_title}　${ending.unit_name}`}
          consequence="这个会话立即结束。本人填了一半的内容留在页面上，重新登录后可以接着办；要阻止再次登录，请停用账号。"
          busy={end.isPending}
          error={end.error}
          onAct={() => end.mutate({ params: { session_id: ending.session_id } })}
        />
      )}
    </Page>
  )
}

/** 账号: who can come in, with which posts. The security administrator changes them, the auditor reads along. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { listAccounts } from '../../../../server/administration/contract.ts'
import { exportOf } from '../../../../server/platform/tables/contract.ts'
import type { AccountRow } from '../../../../server/administration/contract.ts'
import {
  Button,
  DataTable,
  EmptyState,
  FilterBar,
  Page,
  PageHead,
  countText,
  machineText,
} from '../../../design/index.ts'
import type { Column } from '../../../design/index.ts'
import { download, useListState, useQueryRoute, useSession } from '../../../shell/index.ts'
import { AccountState } from './account-state.tsx'
import { CreateAccountDialog } from './create-account-dialog.tsx'
import { InvitationDialog, type ShownInvitation } from './invitation-dialog.tsx'

const columns: Column<AccountRow>[] = [
  { key: 'state', title: '状态', cell: (row) => <AccountState row={row} />, fixed: true },
  { key: 'name', title: '姓名', cell: (row) => <strong>{row.display_name}</strong>, fixed: true },
  { key: 'user_name', title: '用户名', cell: (row) => row.user_name },
  { key: 'posts', title: '岗位', cell: (row) => <Posts row={row} />, wrap: true },
  {
    key: 'online',
    title: '在线',
    unit: '个会话',
    align: 'end',
    cell: (row) => (row.online === 0 ? '' : row.online),
  },
  { key: 'created', title: '建立', cell: (row) => machineText(row.created_at), extra: true },
]

function Posts({ row }: { row: AccountRow }) {
  const [first, ...others] = row.posts
  if (first === undefined) return <span className="second">没有岗位，不能登录</span>
  return (
    <>
      {first.role_title}　<span className="second">{first.unit_name}</span>
      {others.length > 0 && <span className="second">　另有 {others.length} 个岗位</span>}
    </>
  )
}

export default function AccountsPage() {
  const list = useListState(['state'], { typed: ['search'] })
  const [creating, setCreating] = useState(false)
  const [made, setMade] = useState<{ account_id: string; invitation: ShownInvitation }>()
  const navigate = useNavigate()
  const { account } = useSession()
  const maySecure = account?.post?.role === 'security_administrator'
  const asked = {
    search: list.filters['search'],
    state: list.filters['state'] as AccountRow['state'] | undefined,
  }
  const { data, error, refetch } = useQueryRoute(listAccounts, {
    body: { ...asked, limit: list.limit, offset: list.offset },
  })
  const open = (account_id: string) =>
    void navigate({ to: `/workbench/administration/accounts/${account_id}` })
  return (
    <Page>
      <PageHead
        title={`账号 ${countText(data?.total ?? 0)} 个`}
        end={
          maySecure && (
            <Button kind="primary" onClick={() => setCreating(true)}>
              建立账号
            </Button>
          )
        }
      />
      <DataTable
        caption="账号"
        onExport={() => download(exportOf(listAccounts), { body: asked }, '账号.xlsx')}
        columns={columns}
        rows={data?.rows}
        rowKey={(row) => row.account_id}
        rowName={(row) => row.display_name}
        onOpen={(row) => open(row.account_id)}
        countWord="个"
        columnsKey="accounts"
        page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
        error={error}
        retry={() => void refetch()}
        note="按用户名"
        tools={
          <FilterBar
            filters={[
              { key: 'search', label: '查找', kind: 'text', none: '姓名或用户名' },
              {
                key: 'state',
                label: '状态',
                options: [
                  { value: 'active', label: '在用' },
                  { value: 'disabled', label: '已停用' },
                ],
              },
            ]}
            values={list.filters}
            onChange={list.setFilter}
            onClear={list.clearFilters}
          />
        }
        empty={<EmptyState title="没有符合条件的账号" why="可以清除筛选，或换几个字查找。" />}
      />
      {creating && (
        <CreateAccountDialog
          onClose={() => setCreating(false)}
          onDone={(account_id, invitation) => {
            setCreating(false)
            setMade({ account_id, invitation })
          }}
        />
      )}
      {made !== undefined && (
        <InvitationDialog invitation={made.invitation} onClose={() => open(made.account_id)} />
      )}
    </Page>
  )
}

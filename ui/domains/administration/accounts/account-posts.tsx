/** The posts of an account: role and area by date; granting one and ending one. */
import { useState } from 'react'
import { endPost } from '../../../../server/administration/contract.ts'
import type { AccountRow } from '../../../../server/administration/contract.ts'
import { divisionRoutes } from '../../../../server/registries/divisions/contract.ts'
import { Button, ConfirmDialog, DataTable, EmptyState, dateText, useStatus } from '../../../design/index.ts'
import type { Column } from '../../../design/index.ts'
import { DateField } from '../../../forms/index.ts'
import { useAct, useQueryRoute, useSession } from '../../../shell/index.ts'
import { GrantPostDialog } from './grant-post-dialog.tsx'
import '../administration.css'

type Post = AccountRow['posts'][number]

const columns = (onEnd: ((post: Post) => void) | undefined): Column<Post>[] => [
  { key: 'role', title: '角色', cell: (row) => <strong>{row.role_title}</strong>, fixed: true },
  { key: 'unit', title: '单位', cell: (row) => row.unit_name },
  { key: 'area', title: '辖区', cell: (row) => <AreaName code={row.division_code} /> },
  { key: 'from', title: '任职起', cell: (row) => (row.from === null ? '启用时' : dateText(row.from)) },
  { key: 'until', title: '任职止', cell: (row) => (row.until === null ? '' : `${dateText(row.until)}前`) },
  {
    key: 'act',
    title: '办理',
    cell: (row) =>
      onEnd !== undefined &&
      row.until === null && (
        <Button kind="link" aria-label={`终止 ${row.unit_name}${row.role_title}`} onClick={() => onEnd(row)}>
          终止
        </Button>
      ),
  },
]

function AreaName({ code }: { code: string }) {
  const { data } = useQueryRoute(
    divisionRoutes.get_division,
    { params: { division_code: code } },
    { enabled: code.length >= 6 },
  )
  return <>{code.length < 6 ? '全市' : (data?.path ?? code)}</>
}

export function AccountPosts({ row, mayGrant }: { row: AccountRow; mayGrant: boolean }) {
  const [granting, setGranting] = useState(false)
  const [ending, setEnding] = useState<Post>()
  return (
    <section className="administration-section" aria-labelledby="posts">
      <div className="administration-section-head">
        <h2 id="posts">岗位</h2>
        {mayGrant && (
          <Button kind="primary" onClick={() => setGranting(true)}>
            授予岗位
          </Button>
        )}
      </div>
      <DataTable
        caption="岗位"
        columns={columns(mayGrant ? setEnding : undefined)}
        rows={row.posts}
        rowKey={(post) => post.post_id}
        rowName={(post) => post.role_title}
        countWord="个"
        empty={<EmptyState title="还没有岗位" why="有了岗位才能登录：角色定能办什么，辖区定能看到哪里。" />}
      />
      {granting && <GrantPostDialog row={row} onClose={() => setGranting(false)} />}
      {ending !== undefined && (
        <EndPostDialog name={row.display_name} post={ending} onClose={() => setEnding(undefined)} />
      )}
    </section>
  )
}

function EndPostDialog({ name, post, onClose }: { name: string; post: Post; onClose: () => void }) {
  const { business_date } = useSession()
  const [on, setOn] = useState<string | undefined>(business_date)
  const say = useStatus()
  const end = useAct(endPost, {
    onDone: () => {
      say(`已终止${name}的${post.role_title}岗位`)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      act="终止岗位"
      thing={`${name}　${post.role_title}　${post.unit_name}`}
      consequence="自该日起不再任职。名下待办由所在单位其他人承接，请先交接。"
      busy={end.isPending}
      error={end.error}
      onAct={() => on !== undefined && end.mutate({ params: { post_id: post.post_id }, body: { on } })}
    >
      <DateField label="自哪天起不再任职" value={on} onChange={setOn} today={business_date} />
    </ConfirmDialog>
  )
}

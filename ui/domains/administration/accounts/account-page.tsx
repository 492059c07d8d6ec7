/** One account: its state at the door, its posts, and what the security administrator may do to it. */
import { useState } from 'react'
import {
  disableAccount,
  enableAccount,
  getAccount,
  inviteAccount,
  unlockAccount,
} from '../../../../server/administration/contract.ts'
import type { AccountRow } from '../../../../server/administration/contract.ts'
import {
  Button,
  ConfirmDialog,
  ErrorNotice,
  FactThirds,
  Page,
  RecordPage,
  TextLink,
  machineText,
  useStatus,
} from '../../../design/index.ts'
import { useAct, useParameter, useQueryRoute, useSession } from '../../../shell/index.ts'
import { AccountPosts } from './account-posts.tsx'
import { AccountState, isLocked } from './account-state.tsx'
import { InvitationDialog, type ShownInvitation } from './invitation-dialog.tsx'
import { useSecretAct } from './use-secret-act.ts'

export default function AccountPage() {
  const account_id = useParameter('account_id')
  const { account } = useSession()
  const { data, error, refetch } = useQueryRoute(getAccount, { params: { account_id } })
  if (error)
    return (
      <Page>
        <h1>账号</h1>
        <ErrorNotice error={error} retry={() => void refetch()} />
      </Page>
    )
  if (data === undefined) return <Page>{null}</Page>
  const own = account?.account_id === account_id
  const maySecure = account?.post?.role === 'security_administrator' && !own
  return (
    <RecordPage
      name={data.display_name}
      beside={<AccountState row={data} />}
      end={maySecure && <AccountActs row={data} />}
      second={
        <>
          用户名 {data.user_name}　{machineText(data.created_at)}建立
          {own && '　本人的账号，须由另一位安全管理员办理'}
        </>
      }
      facts={
        <FactThirds
          facts={[
            { label: '现任岗位', value: `${data.posts.length} 个` },
            {
              label: '在线会话',
              value:
                data.online === 0 ? (
                  '不在线'
                ) : (
                  <TextLink to="/workbench/administration/sessions">{data.online} 个</TextLink>
                ),
            },
            { label: '解锁以来一日内登录失败', value: `${data.recent_failures} 次` },
          ]}
        />
      }
    >
      <AccountPosts row={data} mayGrant={maySecure} />
    </RecordPage>
  )
}

function AccountActs({ row }: { row: AccountRow }) {
  const [asked, setAsked] = useState<'disable' | 'invite'>()
  const [invitation, setInvitation] = useState<ShownInvitation>()
  const say = useStatus()
  const params = { account_id: row.account_id }
  const done = (text: string) => () => {
    setAsked(undefined)
    say(text)
  }
  const disable = useAct(disableAccount, { onDone: done(`已停用${row.display_name}的账号`) })
  const enable = useAct(enableAccount, { onDone: done(`已恢复${row.display_name}的账号`) })
  const unlock = useAct(unlockAccount, { onDone: done(`已解除${row.display_name}的登录锁定`) })
  const invite = useSecretAct(inviteAccount, {
    onDone: (made) => {
      setAsked(undefined)
      setInvitation({ name: row.display_name, ...made })
    },
  })
  return (
    <>
      {row.state === 'active' && isLocked(row) && (
        <Button busy={unlock.isPending} onClick={() => unlock.mutate({ params })}>
          解除锁定
        </Button>
      )}
      {row.state === 'active' && <Button onClick={() => setAsked('invite')}>重新签发口令</Button>}
      {row.state === 'active' ? (
        <Button onClick={() => setAsked('disable')}>停用账号</Button>
      ) : (
        <Button kind="primary" busy={enable.isPending} onClick={() => enable.mutate({ params })}>
          恢复账号
        </Button>
      )}
      {[enable.error, unlock.error].map((each) => each && <ErrorNotice key={each.message} error={each} />)}
      <ConfirmDialog
        open={asked === 'disable'}
        onClose={() => setAsked(undefined)}
        act="停用账号"
        thing={`${row.display_name}（${row.user_name}）`}
        consequence={`本人立即下线，不能再登录；${row.posts.length} 个岗位保留，恢复后照旧。`}
        busy={disable.isPending}
        error={disable.error}
        onAct={() => disable.mutate({ params })}
      />
      <ConfirmDialog
        open={asked === 'invite'}
        onClose={() => setAsked(undefined)}
        act="重新签发口令"
        thing={`${row.display_name}（${row.user_name}）`}
        consequence="本人凭新口令重设密码，原密码随即作废。口令只显示一次，72 小时内有效。"
        busy={invite.isPending}
        error={invite.error}
        onAct={() => invite.mutate({ params })}
      />
      {invitation !== undefined && (
        <InvitationDialog invitation={invitation} onClose={() => setInvitation(undefined)} />
      )}
    </>
  )
}

/** Pages that stand in for another: not found, no right, loading, broken. */
import { ButtonLink } from '../design/button.tsx'
import { ErrorNotice } from '../design/error-notice.tsx'
import { EmptyState } from '../design/empty-state.tsx'
import { Page } from '../design/page.tsx'
import { homeOf } from './navigation.tsx'
import { useSession } from './session.tsx'

function Home() {
  const { account } = useSession()
  const home = homeOf(account)
  return home.startsWith('/workbench') ? (
    <ButtonLink to={home} kind="primary">
      {home === '/workbench' ? '回到待办' : '回到我的首页'}
    </ButtonLink>
  ) : (
    <ButtonLink to="/" kind="primary">
      回到首页
    </ButtonLink>
  )
}

export function NotFoundPage() {
  return (
    <Page>
      <h1>没有这一页</h1>
      <EmptyState
        title="地址可能写错了，或者这一页已经移走"
        why="要找办件或人员，请用查询框；要办事，请从首页进入。"
        next={<Home />}
      />
    </Page>
  )
}

export function NoPermissionPage({ title }: { title: string }) {
  const { account } = useSession()
  if (account?.kind === 'resident')
    return (
      <Page>
        <h1>这一页是工作人员用的</h1>
        <EmptyState
          title={`${account.display_name}，您现在以居民身份登录`}
          why="申请、看进度、看待遇，请从首页进。您也是工作人员的，先退出，再用工作账号登录。"
          next={<Home />}
        />
      </Page>
    )
  return (
    <Page>
      <h1>{title}</h1>
      <EmptyState
        title="这一页不在您的权限内"
        why={`您现在的身份是${account?.post?.role_title ?? '工作人员，还没有岗位'}。需要办理这项业务的，请联系所在单位的安全管理员核对岗位。`}
        next={<Home />}
      />
    </Page>
  )
}

export function BrokenPage({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <Page>
      <h1>这一页没有打开</h1>
      <ErrorNotice error={error} retry={reset} />
    </Page>
  )
}

/** Keeps the height of a page while its code is on the way, so that nothing jumps. */
export function LoadingPage() {
  return (
    <Page>
      <p className="second" role="status">
        正在打开
      </p>
    </Page>
  )
}

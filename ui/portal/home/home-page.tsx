/** 首页: who one is, the one thing under way, what can be done here, and where help is. */
import { caseRoutes } from '../../../server/casework/contract.ts'
import { listMessages } from '../../../server/platform/messages/contract.ts'
import { Button, ErrorNotice, Icon, TextLink } from '../../design/index.ts'
import { useQueryRoute, useSession } from '../../shell/index.ts'
import { RowLink, RowLinks } from '../row-link.tsx'
import { Decided, UnderWay } from './under-way.tsx'
import { MayApply } from '../outreach/may-apply.tsx'
import { servicesFor } from './services.ts'
import './home-page.css'

function Greeting() {
  const { account, loading } = useSession()
  if (loading) return <h1>您好</h1>
  return (
    <header>
      <h1>{account === null ? '您好' : `${account.display_name}，您好`}</h1>
      <p className="home-question">今天想办什么？</p>
    </header>
  )
}

function Help() {
  return (
    <section className="home-help" aria-label="找人帮忙">
      <Icon name="phone" size={24} />
      <p>不方便用手机？到街道民政窗口，可以代办。</p>
      <TextLink to="tel:12345" className="home-call">
        <span className="home-plain">打 12345</span>
        <span className="home-large">
          <Icon name="phone" size={24} />
          找人帮忙　拨 12345
        </span>
      </TextLink>
    </section>
  )
}

/** What waits for a resident; asked only when one is signed in. */
function useMine() {
  const { account } = useSession()
  const enabled = account?.kind === 'resident'
  const cases = useQueryRoute(caseRoutes.list_my_cases, {}, { enabled })
  const messages = useQueryRoute(listMessages, { query: { limit: 1 } }, { enabled })
  return { cases, unread: enabled ? (messages.data?.unread ?? 0) : 0 }
}

export default function HomePage() {
  const { account, loading, error, signOut } = useSession()
  const { cases, unread } = useMine()
  const staff = account?.kind === 'staff'
  return (
    <div className="home">
      <Greeting />
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
      {cases.error !== null && <ErrorNotice error={cases.error} retry={() => void cases.refetch()} />}
      {account?.kind === 'resident' && cases.data !== undefined && (
        <>
          <UnderWay rows={cases.data.rows} />
          <Decided rows={cases.data.rows} />
        </>
      )}
      {account?.kind === 'resident' && <MayApply />}
      {staff && (
        <p>
          您现在是工作人员身份。<TextLink to="/workbench">进入工作台</TextLink>
        </p>
      )}
      {account === null && !loading && (
        <TextLink to="/sign-in" className="home-sign-in">
          <Icon name="person" size={24} />
          <span>
            <strong>登录</strong>
            <span className="second">申请、看进度、看待遇要先登录</span>
          </span>
          <Icon name="right" />
        </TextLink>
      )}
      <RowLinks label="能办的事">
        {servicesFor(account?.kind === 'resident').map((service) => (
          <RowLink
            key={service.to}
            to={service.to}
            icon={service.icon}
            title={
              <>
                {service.title}
                {service.to === '/messages' && unread > 0 && (
                  <span className="home-unread">{unread} 条未读</span>
                )}
              </>
            }
            second={
              <>
                <span className="home-plain">{service.second}</span>
                <span className="home-large">{service.short}</span>
              </>
            }
          />
        ))}
      </RowLinks>
      <Help />
      {account !== null && (
        <div>
          <Button kind="link" onClick={() => void signOut()}>
            退出登录
          </Button>
        </div>
      )}
    </div>
  )
}

import { type ReactNode, useState } from 'react'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { Button } from '../design/button.tsx'
import { classNames } from '../design/class-names.ts'
import { dateText, weekdayText } from '../design/date-text.ts'
import { Icon } from '../design/icon.tsx'
import { problemOf } from '../design/problem.ts'
import { useStatus } from '../design/status.tsx'
import { DemonstrationTag } from '../design/tag.tsx'
import { TextLink } from '../design/text-link.tsx'
import { Navigation, homeOf } from './navigation.tsx'
import type { PageDefinition } from './page-definition.ts'
import { SearchBox } from './search-box.tsx'
import { useSession } from './session.tsx'
import './workbench-frame.css'

/** One's post; who has several takes another here. */
function PostChoice() {
  const { account, takePost } = useSession()
  const navigate = useNavigate()
  const say = useStatus()
  if (!account?.post) return null
  if (account.posts.length < 2) return <span className="workbench-post">{account.post.role_title}</span>
  return (
    <label className="workbench-post">
      <span className="visually-hidden">换岗位</span>
      <select
        value={account.post.post_id}
        onChange={(event) =>
          takePost(event.target.value).then(
            (next) => navigate({ to: homeOf(next.account) }),
            (error: unknown) => say(problemOf(error).title),
          )
        }
      >
        {account.posts.map((post) => (
          <option key={post.post_id} value={post.post_id}>
            {post.role_title} {post.unit_name}
          </option>
        ))}
      </select>
    </label>
  )
}

function Who() {
  const session = useSession()
  return (
    <div className="workbench-who">
      {session.demonstration && <DemonstrationTag />}
      {session.business_date !== '' && (
        <span>
          <span className="workbench-day-word">业务日 </span>
          <strong>{dateText(session.business_date)}</strong> 周{weekdayText(session.business_date)}
        </span>
      )}
      {session.account && <span>{session.account.display_name}</span>}
      <PostChoice />
      {session.account && (
        <Button kind="plain" onClick={() => void session.signOut()}>
          退出
        </Button>
      )}
    </div>
  )
}

/** The staff's face: head 48, navigation 152 (rail 56 on pages that need the width), the page scrolls by itself. */
export function WorkbenchFrame({ page, children }: { page: PageDefinition; children: ReactNode }) {
  const session = useSession()
  const { pathname } = useLocation()
  // Unfolded on this page only: following a link folds the menu again.
  const [openAt, setOpenAt] = useState<string>()
  const open = openAt === pathname
  const rail = page.rail === true
  // The three administrators see no person and no case, so there is nothing that they could look for.
  const isAdministrator = session.account?.post?.role.endsWith('_administrator') === true
  return (
    <div className={classNames('workbench', rail && 'workbench-rail')} data-frame="workbench">
      <a className="skip-link" href="#content">
        跳到正文
      </a>
      <header className="workbench-head">
        <TextLink to={homeOf(session.account)} className="workbench-mark">
          <Icon name="mark" size={24} weight={2} />
          海河
        </TextLink>
        {session.account?.post && <span className="workbench-unit">{session.account.post.unit_name}</span>}
        {!isAdministrator && <SearchBox />}
        <Who />
        <span className="workbench-menu">
          <Button kind="plain" aria-expanded={open} onClick={() => setOpenAt(open ? undefined : pathname)}>
            菜单
          </Button>
        </span>
      </header>
      <Navigation page={page} rail={rail} open={open} />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

import { useLocation } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { classNames } from '../design/class-names.ts'
import { countText } from '../design/money-text.ts'
import { TextLink } from '../design/text-link.tsx'
import type { NavigationEntry, PageDefinition } from './page-definition.ts'
import { modules } from './registry.ts'
import { useLargeType } from './reading.ts'
import { type Account, mayOpen, useSession } from './session.tsx'

const groups: { key: NavigationEntry['group']; title: string }[] = [
  { key: 'mine', title: '我的' },
  { key: 'work', title: '业务' },
  { key: 'general', title: '综合' },
]

/** All entries, in order; modules list theirs once. */
export const navigation: NavigationEntry[] = modules
  .flatMap((module) => module.navigation ?? [])
  .toSorted((a, b) => a.order - b.order)

/** Where an account starts: where its role's day begins, else the first entry; the portal for everybody without one. */
export function homeOf(account: Account | null): string {
  const open = navigation.filter((entry) => mayOpen(entry.access, account))
  const own = open.find((entry) => entry.startOf?.some((role) => role === account?.post?.role) === true)
  const first = own ?? groups.flatMap((group) => open.filter((entry) => entry.group === group.key))[0]
  return account?.kind === 'staff' && first !== undefined ? first.path : '/'
}

function Entry({ entry, current, rail }: { entry: NavigationEntry; current: boolean; rail: boolean }) {
  const { data: count } = useQuery({
    queryKey: ['navigation', entry.path],
    queryFn: () => entry.loadCount?.() ?? Promise.resolve(0),
    enabled: entry.loadCount !== undefined,
    refetchInterval: 60_000,
    // A count that cannot be had is left out; the page itself will say what is wrong.
    retry: false,
  })
  return (
    <TextLink to={entry.path} current={current} label={rail ? entry.title : undefined}>
      <span>{rail ? entry.short : entry.title}</span>
      {count !== undefined && count > 0 && <span>{countText(count)}</span>}
    </TextLink>
  )
}

function isUnder(path: string, entry: string): boolean {
  return path === entry || path.startsWith(`${entry}/`)
}

/** At the end of the navigation: large type; on phones also who one is and the way out. */
function Foot() {
  const { account, signOut } = useSession()
  const [large, setLarge] = useLargeType()
  return (
    <div className="navigation-foot">
      {account && (
        <p className="navigation-who">
          {account.display_name}　{account.post?.unit_name}
        </p>
      )}
      <button type="button" aria-pressed={large} onClick={() => setLarge(!large)}>
        大字
      </button>
      {account && (
        <button type="button" className="navigation-who" onClick={() => void signOut()}>
          退出
        </button>
      )}
    </div>
  )
}

/** The lines of work at the left; `rail` shows two characters each. */
export function Navigation(props: {
  page: PageDefinition
  rail: boolean
  /** Phones only: the menu is unfolded. */
  open: boolean
}) {
  const { page, rail, open } = props
  const { account } = useSession()
  const { pathname } = useLocation()
  const place = page.under ?? pathname
  const shown = navigation.filter((entry) => mayOpen(entry.access, account))
  const current = shown
    .filter((entry) => isUnder(place, entry.path))
    .toSorted((a, b) => b.path.length - a.path.length)[0]
  return (
    <nav
      className={classNames('workbench-navigation', open && 'workbench-navigation-open')}
      aria-label="业务"
    >
      {groups.map((group) => {
        const entries = shown.filter((entry) => entry.group === group.key)
        if (entries.length === 0) return null
        return (
          <section key={group.key}>
            <h2>{group.title}</h2>
            {entries.map((entry) => (
              <Entry key={entry.path} entry={entry} current={entry === current} rail={rail} />
            ))}
          </section>
        )
      })}
      <Foot />
    </nav>
  )
}

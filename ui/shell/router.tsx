/** One flat router made from the registry: every page is a route of its own, loaded when it is opened. */
import { Outlet, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { NotFoundPage } from './plain-pages.tsx'
import { pageComponent } from './page-shell.tsx'
import { pages } from './pages.ts'
import { PortalFrame } from './portal-frame.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { StatusProvider } from '../design/status.tsx'

const root = createRootRoute({
  component: () => (
    <StatusProvider>
      <Outlet />
      <SignInAgain />
    </StatusProvider>
  ),
  notFoundComponent: () => (
    <PortalFrame>
      <NotFoundPage />
    </PortalFrame>
  ),
})

/** Search values stay plain text: `?light=overdue&offset=50`. */
function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search))
}

function stringifySearch(search: Record<string, unknown>): string {
  const filled = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(filled.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}

/** Made once at start. Throws when two modules claim one path. */
export function makeRouter() {
  const paths = new Set<string>()
  for (const page of pages) {
    if (paths.has(page.path)) throw new Error(`two pages have the path ${page.path}`)
    paths.add(page.path)
  }
  const routes = pages.map((page) =>
    createRoute({ getParentRoute: () => root, path: page.path, component: pageComponent(page) }),
  )
  return createRouter({
    routeTree: root.addChildren(routes),
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
  })
}

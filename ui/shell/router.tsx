/** One flat router made from the registry: every page is a route of its own, loaded when it is opened. */
import { Outlet, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { NotFoundPage } from './plain-pages.tsx'
import type { PageDefinition } from './page-definition.ts'
import { pageComponent } from './page-shell.tsx'
import { PortalFrame } from './portal-frame.tsx'
import { modules } from './registry.ts'
import { SignInAgain } from './sign-in-again.tsx'
import { StatusProvider } from '../design/status.tsx'

const ownPages: PageDefinition[] = [
  {
    path: '/sign-in',
    title: '登录',
    frame: 'portal',
    access: 'public',
    load: () => import('./sign-in-page.tsx'),
  },
  {
    path: '/sign-in/invitation',
    title: '凭口令设置密码',
    frame: 'portal',
    access: 'public',
    load: () => import('./invitation-page.tsx'),
  },
]

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

/** Every page there is. */
export const pages: PageDefinition[] = [...ownPages, ...modules.flatMap((module) => module.pages)]

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

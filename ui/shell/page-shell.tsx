/** Puts a page into its frame and keeps out those who may not open it. */
import { Component, type ReactNode, Suspense, lazy, useEffect, useState } from 'react'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { BrokenPage, LoadingPage, NoPermissionPage } from './plain-pages.tsx'
import type { PageDefinition } from './page-definition.ts'
import { PortalFrame } from './portal-frame.tsx'
import { mayOpen, useSession } from './session.tsx'
import { leadsToSignIn } from './sign-in-path.ts'

const WorkbenchFrame = lazy(() =>
  import('./workbench-frame.tsx').then((module) => ({ default: module.WorkbenchFrame })),
)

function Frame({ page, children }: { page: PageDefinition; children: ReactNode }) {
  const { account } = useSession()
  // Who is no staff does not sit at a desk: what is refused is refused in the residents' own frame.
  const outside = account?.kind === 'resident' && !mayOpen(page.access, account)
  if (page.frame === 'portal' || outside) return <PortalFrame>{children}</PortalFrame>
  if (page.frame === 'workbench')
    return (
      <Suspense fallback={<div data-frame="workbench" />}>
        <WorkbenchFrame page={page}>{children}</WorkbenchFrame>
      </Suspense>
    )
  return children
}

/** Catches what a page throws while it is drawn; the frame around it stays usable. */
class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined }
  static getDerivedStateFromError(error: unknown) {
    return { error }
  }
  override render() {
    if (this.state.error === undefined) return this.props.children
    return <BrokenPage error={this.state.error} reset={() => this.setState({ error: undefined })} />
  }
}

/**
 * Goes once, with the page that was asked for: the address changes while the sign-in page is still on its way, and this
 * one is shown anew under it.
 */
function ToSignIn() {
  const { href } = useLocation()
  const navigate = useNavigate()
  const [back] = useState(href)
  useEffect(() => {
    if (!leadsToSignIn(back)) void navigate({ to: '/sign-in', search: { back }, replace: true })
  }, [navigate, back])
  return <LoadingPage />
}

function Guarded({ page, children }: { page: PageDefinition; children: ReactNode }) {
  const { account, loading } = useSession()
  if (page.access === 'public' || mayOpen(page.access, account)) return children
  if (loading) return <LoadingPage />
  if (account === null) return <ToSignIn />
  return <NoPermissionPage title={page.title} />
}

/** The component that the router shows for a page. */
export function pageComponent(page: PageDefinition) {
  const Content = lazy(page.load)
  return function PageShell() {
    const { pathname } = useLocation()
    useEffect(() => {
      document.title = `${page.title} - 海河`
    }, [])
    return (
      <Frame page={page}>
        <Boundary key={pathname}>
          <Guarded page={page}>
            <Suspense fallback={<LoadingPage />}>
              <Content />
            </Suspense>
          </Guarded>
        </Boundary>
      </Frame>
    )
  }
}

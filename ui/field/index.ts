/** 现场入户: a page for one hand, in the sun, without a network. Loads with the first paint, so it holds paths only. */
import { beforeSignOut } from '../shell/leaving.ts'
import type { PageDefinition } from '../shell/page-definition.ts'

// Whom the phone lets in is decided by its own PIN: without a network there is no session to ask.
const page = (path: string, title: string, load: PageDefinition['load']): PageDefinition => ({
  path,
  title,
  frame: 'none',
  access: 'public',
  load,
})

export const pages: PageDefinition[] = [
  page('/field', '入户', () => import('./today-page.tsx')),
  page('/field/visits/$visit_id', '入户', () => import('./visit-page.tsx')),
  page('/field/leave', '退出并清除', () => import('./leave-page.tsx')),
]

// Present only on a machine that holds visits: signing out there clears them first.
beforeSignOut(async () => {
  if (localStorage.getItem('haihe.field') === null) return true
  const { clearBeforeSignOut } = await import('./leaving.ts')
  return clearBeforeSignOut()
})

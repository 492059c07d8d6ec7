/** Every page there is: those of the modules, and the two through which one comes in. */
import type { PageDefinition } from './page-definition.ts'
import { modules } from './registry.ts'

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

export const pages: PageDefinition[] = [...ownPages, ...modules.flatMap((module) => module.pages)]

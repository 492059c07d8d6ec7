/** The style guide: every component in all states; only in the demonstration city. */
import type { PageDefinition } from '../../shell/page-definition.ts'

export const pages: PageDefinition[] = [
  {
    path: '/style',
    title: '样式',
    frame: 'workbench',
    access: 'public',
    load: () => import('./style-page.tsx'),
  },
  {
    path: '/style/portal',
    title: '样式',
    frame: 'portal',
    access: 'public',
    load: () => import('./style-portal-page.tsx'),
  },
  {
    path: '/style/case',
    title: '样式',
    frame: 'workbench',
    rail: true,
    access: 'public',
    load: () => import('./style-case-page.tsx'),
  },
  {
    path: '/style/wall',
    title: '样式',
    frame: 'wall',
    access: 'public',
    load: () => import('./style-wall-page.tsx'),
  },
]

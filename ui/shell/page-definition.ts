/**
 * How a line of work puts its pages into the house: `ui/domains/<name>/index.ts` and `ui/portal/index.ts` export
 * `pages` and `navigation`, and `registry.ts` lists them. These files load with the first paint, so they hold paths
 * and titles only; the pages themselves and their contracts come lazily.
 */
import type { ComponentType } from 'react'
import type { z } from 'zod'
import type { roleCode } from '../../server/platform/auth/contract.ts'

/** The roles of the staff; a resident has the kind `resident` instead. */
export type Role = z.infer<typeof roleCode>

/** Who may open a page. The server decides anew on every call; this only spares people a useless page. */
export type PageAccess = 'public' | 'signed_in' | 'staff' | 'resident' | Role[]

export type PageDefinition = {
  /** `/cases/$case_id`: parameters begin with `$`. */
  path: string
  /** Title of the window. */
  title: string
  frame: 'portal' | 'workbench' | 'wall' | 'none'
  access: PageAccess
  /** Workbench pages that need the width (case, record, dashboard): the navigation shrinks to a rail. */
  rail?: boolean
  /** Path of the navigation entry that stays lit, when the page's own path does not begin with it. */
  under?: string
  load: () => Promise<{ default: ComponentType }>
}

export type NavigationEntry = {
  path: string
  /** 社会救助. */
  title: string
  /** Two characters for the rail: 救助. */
  short: string
  group: 'mine' | 'work' | 'general'
  /** Place within the group; the smaller first. */
  order: number
  access: PageAccess
  /** Roles whose day begins here; the others begin at the first entry that is theirs. */
  startOf?: Role[]
  /** How many wait there; asked once a minute. Import contracts lazily inside. */
  loadCount?: () => Promise<number>
}

export type Module = { pages: PageDefinition[]; navigation?: NavigationEntry[] }

/**
 * PostgreSQL refuses to run as root. Started by root, the house runs it as a user of its own;
 * started by anybody else, as that user.
 */
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Ids that PostgreSQL's processes get; undefined = the same user as ours. */
export type MachineUser = { uid: number; gid: number } | undefined

const ownUser = 'haihe-postgres'

/** The user that PostgreSQL runs as: `haihe-postgres`, created when it is missing, else `nobody`. */
export function postgresUser(): MachineUser {
  if (process.getuid?.() !== 0) return undefined
  const existing = lookUp(ownUser)
  if (existing) return existing
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', ownUser])
  const user = lookUp(ownUser) ?? lookUp('nobody')
  if (!user) throw new Error('no user to run PostgreSQL as: neither haihe-postgres nor nobody exists')
  return user
}

function lookUp(name: string): MachineUser {
  const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' })
  const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' })
  if (uid.status !== 0 || gid.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

/** Whether the user may enter every folder on the way to `folder`, itself included. It need not exist yet. */
export function mayEnter(user: MachineUser, folder: string): boolean {
  if (!user) return true
  for (let path = folder; ; path = dirname(path)) {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found) {
      const bit = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001
      if ((found.mode & bit) === 0) return false
    }
    if (path === dirname(path)) return true
  }
}

/**
 * Database roles. The owner makes tables, the application's login reads and writes as little as it can, and each
 * request takes one of the narrower roles for the length of its transaction.
 */
import type { Database } from './connect.ts'
import { StartRefused } from './problem.ts'

export const ownerLogin = 'haihe_owner'
export const applicationLogin = 'haihe_app'
/** Roles that a request acts under; none of them can sign in. */
export const requestRoles = [
  'haihe_staff',
  'haihe_resident',
  'haihe_public',
  'haihe_administrator',
  'haihe_auditor',
  'haihe_hospital',
] as const
export type RequestRole = (typeof requestRoles)[number]

export type Passwords = { superuser: string; owner: string; application: string }

const identifier = /^[a-z_][a-z0-9_]{0,62}$/
const password = /^[A-Za-z0-9_-]{20,}$/

/** The statements that bring roles and memberships to where they should be; safe to run again. */
export function roleStatements(passwords: Pick<Passwords, 'owner' | 'application'>): string[] {
  if (!password.test(passwords.owner) || !password.test(passwords.application))
    throw new Error('a database password has an unexpected form')
  return [
    create(ownerLogin, 'login noinherit'),
    create(applicationLogin, 'login noinherit'),
    `alter role ${ownerLogin} password '${passwords.owner}'`,
    `alter role ${applicationLogin} password '${passwords.application}'`,
    ...requestRoles.map((role) => create(role, 'nologin')),
    `grant ${requestRoles.join(', ')} to ${applicationLogin} with inherit false, set true`,
    `grant ${ownerLogin} to current_user with set true`,
  ]
}

function create(role: string, rights: string): string {
  return `do $$ begin create role ${role} ${rights}; exception when duplicate_object then null; end $$`
}

/** The statements that prepare a database for a city: its schema, owned by the owner, and the extension. */
export function databaseStatements(database: string, schema: string): string[] {
  if (!identifier.test(schema)) throw new Error(`not a schema name: ${schema}`)
  return [
    `grant connect, create, temporary on database "${database.replaceAll('"', '""')}" to ${ownerLogin}`,
    `grant connect on database "${database.replaceAll('"', '""')}" to ${applicationLogin}`,
    `create extension if not exists btree_gist schema public`,
    `create schema if not exists ${schema} authorization ${ownerLogin}`,
    `grant usage on schema ${schema} to ${[applicationLogin, ...requestRoles].join(', ')}`,
    `revoke create on schema public from public`,
  ]
}

/**
 * Runs both as `administrator`, who is a superuser or may create roles and owns the database.
 * @throws StartRefused naming the statements to run when the rights do not suffice
 */
export async function prepareDatabase(
  administrator: Database,
  database: string,
  schema: string,
  passwords: Pick<Passwords, 'owner' | 'application'>,
): Promise<void> {
  const statements = [...roleStatements(passwords), ...databaseStatements(database, schema)]
  try {
    for (const statement of statements) await administrator.unsafe(statement)
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new StartRefused(
      'DATABASE_URL 的用户无权建立角色和模式，请改用可建立角色且拥有该数据库的用户',
      `the user of DATABASE_URL may not create roles or schemas. As a superuser run: alter role current_user_of_the_url createrole; alter database ${database} owner to current_user_of_the_url; create extension btree_gist schema public;`,
    )
  }
}

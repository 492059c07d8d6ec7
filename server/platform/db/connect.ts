/**
 * Connections to a city's schema. Whole numbers of eight bytes come as bigint, dates as `YYYY-MM-DD`, times as
 * ISO 8601 in UTC, so that no value changes on its way through a Date or a float.
 */
import { readFileSync } from 'node:fs'
import { checkServerIdentity, type ConnectionOptions } from 'node:tls'
import postgres from 'postgres'
import type { Sql, TransactionSql } from 'postgres'
import { arrayTypes } from './array-types.ts'

type ValueTypes = { bigint: bigint; date: string; timestamp: string }
/** A pool of connections. */
export type Database = Sql<ValueTypes>
/** A transaction on one of them. */
export type Transaction = TransactionSql<ValueTypes>

/** Where a database is and who signs in. `host` is a name, an address, or the folder of a unix socket. */
export type ConnectionTarget = {
  host: string
  port: number
  database: string
  user: string
  password: string
  /** Encrypted, and how far the server has to prove who it is; absent = not encrypted. */
  tls?: Tls
}

/** As PostgreSQL's own `sslmode`: with a root certificate `require` means `verify-ca`. Plain data: it is handed on. */
export type Tls = {
  mode: 'require' | 'verify-ca' | 'verify-full'
  /** The file of the root certificate; absent = those that Node comes with. */
  root_certificate?: string
}

export type PoolOptions = {
  /** The city's schema, `tianjin` unless told otherwise. */
  schema?: string
  /** Connections at most. */
  max?: number
  name?: string
}

export const defaultSchema = 'tianjin'

/**
 * Opens a pool; nothing is sent before the first statement. End it with `await database.end()`.
 *
 * When a connection breaks, the pool behind it is replaced: the driver does not clean up a connection that broke
 * with something unsent in it, and would wait on it for ever. What the old pool had under way may finish.
 */
export function connect(target: ConnectionTarget, options: PoolOptions = {}): Database {
  let ended = false
  let current = open()
  function open(): Database {
    const pool: Database = openPool(target, options, () => {
      if (ended || pool !== current) return
      current = open()
      // The connection is not out of the driver's books yet.
      setImmediate(() => void pool.end({ timeout: 5 }).catch(() => undefined))
    })
    return pool
  }
  return new Proxy(current, {
    apply: (_target, self, given) => Reflect.apply(current, self, given),
    get: (_target, name) => {
      if (name === 'end') ended = true
      return Reflect.get(current, name) as unknown
    },
  })
}

function openPool(target: ConnectionTarget, options: PoolOptions, onclose: () => void): Database {
  const { tls, ...where } = target
  return postgres({
    ...where,
    ssl: tls !== undefined && tlsOptions(tls, target.host),
    max: options.max ?? 10,
    max_lifetime: null,
    fetch_types: false,
    onnotice: () => undefined,
    onclose,
    types: {
      bigint: postgres.BigInt,
      date: { to: 1082, from: [1082], serialize: String, parse: String },
      timestamp: { to: 1184, from: [1114, 1184], serialize: timestampText, parse: isoTimestamp },
      ...(arrayTypes({ write: timestampText, read: isoTimestamp }) as object),
    },
    connection: {
      application_name: options.name ?? 'haihe',
      search_path: `${options.schema ?? defaultSchema}, public`,
      TimeZone: 'UTC',
    },
  })
}

function tlsOptions({ mode, root_certificate }: Tls, host: string): ConnectionOptions {
  const ca = root_certificate === undefined ? {} : { ca: readFileSync(root_certificate) }
  if (mode === 'verify-full')
    return { ...ca, checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate) }
  return root_certificate === undefined
    ? { rejectUnauthorized: false }
    : { ...ca, checkServerIdentity: () => undefined }
}

function timestampText(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value)
}

function isoTimestamp(text: string): string {
  return text.replace(' ', 'T').replace(/\+00$/, 'Z')
}

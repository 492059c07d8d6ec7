/** Reads DATABASE_URL: where somebody's own PostgreSQL is, who signs in, and how the connection is secured. */
import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { StartRefused, type ConnectionTarget, type Tls } from './platform/db/index.ts'

/**
 * `postgres://user:password@host:port/database?sslmode=verify-full&sslrootcert=/etc/ca.pem`, or `?host=/folder` for a
 * unix socket. What stands in it for user, password and database is decoded: `@` is written `%40`.
 * @throws StartRefused naming what is wrong, never the password
 */
export function readDatabaseUrl(url: string): ConnectionTarget {
  const parsed = new URL(url)
  refuseUnknown([...parsed.searchParams.keys()])
  const host =
    parsed.searchParams.get('host') ?? (decode(parsed.hostname).replace(/^\[|\]$/g, '') || '127.0.0.1')
  const tls = readTls(parsed.searchParams.get('sslmode'), parsed.searchParams.get('sslrootcert'), host)
  return {
    host,
    port: Number(parsed.port || 5432),
    database: decode(parsed.pathname.slice(1)) || 'haihe',
    user: decode(parsed.username) || 'postgres',
    password: decode(parsed.password),
    ...(tls === undefined ? {} : { tls }),
  }
}

function refuseUnknown(names: string[]): void {
  const unknown = names.filter((name) => !['host', 'sslmode', 'sslrootcert'].includes(name))
  if (unknown.length > 0)
    throw new StartRefused(
      `DATABASE_URL 不认识参数 ${unknown.join('、')}，可用的是 host、sslmode、sslrootcert`,
      `DATABASE_URL has parameters that are not known: ${unknown.join(', ')}`,
    )
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new StartRefused(
      'DATABASE_URL 中的特殊字符须转写，例如 % 写成 %25、@ 写成 %40、/ 写成 %2F',
      'special characters in DATABASE_URL must be written as %25 for %, %40 for @, %2F for /',
    )
  }
}

function readTls(mode: string | null, file: string | null, host: string): Tls | undefined {
  if (mode === null || mode === 'disable') return undefined
  if (mode !== 'require' && mode !== 'verify-ca' && mode !== 'verify-full')
    throw new StartRefused(
      `DATABASE_URL 的 sslmode 须为 disable、require、verify-ca 或 verify-full`,
      'sslmode in DATABASE_URL must be disable, require, verify-ca or verify-full',
    )
  if (mode === 'verify-ca' && file === null)
    throw new StartRefused(
      'DATABASE_URL 的 sslmode=verify-ca 须以 sslrootcert 指定根证书文件',
      'sslmode=verify-ca in DATABASE_URL takes a sslrootcert',
    )
  if (mode === 'verify-full' && isIP(host) !== 0)
    throw new StartRefused(
      'DATABASE_URL 的 sslmode=verify-full 须用主机名，不能用 IP 地址',
      'sslmode=verify-full in DATABASE_URL takes a host name, not an address',
    )
  if (file === null) return { mode }
  const root_certificate = resolve(file)
  if (!existsSync(root_certificate))
    throw new StartRefused(
      `DATABASE_URL 的 sslrootcert 指定的文件不存在：${root_certificate}`,
      `the sslrootcert of DATABASE_URL does not exist: ${root_certificate}`,
    )
  return { mode, root_certificate }
}

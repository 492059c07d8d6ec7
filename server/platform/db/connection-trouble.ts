/** Why a database that somebody named cannot be reached, in words for whoever set it up. */
import type { ConnectionTarget } from './connect.ts'
import { StartRefused } from './problem.ts'

/** What the error says about reaching the target; an error that is about something else comes back as it is. */
export function connectionTrouble(error: unknown, target: ConnectionTarget): unknown {
  const { code, message = '' } = (error ?? {}) as { code?: string; message?: string }
  const place = target.host.startsWith('/') ? target.host : `${target.host}:${target.port}`
  const trouble = troubleOf(code ?? '', message, target, place)
  return trouble === undefined
    ? error
    : new StartRefused(
        `无法连接 DATABASE_URL 指定的数据库：${trouble[0]}`,
        `cannot reach DATABASE_URL: ${trouble[1]}`,
      )
}

function troubleOf(
  code: string,
  message: string,
  target: ConnectionTarget,
  place: string,
): [string, string] | undefined {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return [`找不到主机 ${target.host}，请核对主机名`, `no host ${target.host}`]
    case 'ECONNREFUSED':
    case 'ENOENT':
      return [`${place} 没有数据库在运行，请核对主机和端口，或启动数据库`, `nothing listens at ${place}`]
    case 'CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return [`${place} 没有应答，请核对地址、网络和防火墙`, `${place} does not answer`]
    case '28P01':
      return [`用户 ${target.user} 的密码不正确`, `wrong password for ${target.user}`]
    case '28000':
      return [
        `服务器不允许用户 ${target.user} 从本机这样登录，请核对用户名和服务器的 pg_hba.conf（如要求加密，须加 sslmode=require）`,
        `the server does not let ${target.user} in from here: see its pg_hba.conf, and sslmode`,
      ]
    case '3D000':
      return [`没有名为 ${target.database} 的数据库，请先建立`, `no database ${target.database}`]
    case '53300':
      return ['连接数已满，请提高服务器的 max_connections', 'too many connections']
    default:
      return encryptionTrouble(code, message, target, place) ?? brokenOff(code, place)
  }
}

function encryptionTrouble(
  code: string,
  message: string,
  { tls, host }: ConnectionTarget,
  place: string,
): [string, string] | undefined {
  if (tls === undefined) return undefined
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return [`服务器证书不是发给 ${host} 的`, `the server's certificate is not for ${host}`]
  if (/SELF_SIGNED|UNABLE_TO|CERT_|CRL_/.test(code))
    return [
      `服务器证书未通过校验（${code}），请以 sslrootcert 指定签发它的根证书`,
      `the server's certificate cannot be verified (${code}): name its root certificate by sslrootcert`,
    ]
  if (/^(ERR_SSL|ERR_TLS|EPROTO|ECONNRESET|CONNECTION_)/.test(code) || /SSL|TLS/.test(message))
    return [
      `${place} 不能建立加密连接，请核对服务器是否启用了 TLS（ssl = on）`,
      `no encrypted connection at ${place}: is ssl = on there?`,
    ]
  return undefined
}

function brokenOff(code: string, place: string): [string, string] | undefined {
  return /^(ECONN|EPIPE|CONNECTION_|57P0)/.test(code)
    ? [`${place} 断开了连接（${code}）`, `${place} broke off (${code})`]
    : undefined
}

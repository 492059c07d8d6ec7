/**
 * Passwords are kept as argon2id hashes with a pepper that is not in the database: the table alone is worthless.
 * Cost as OWASP's password storage sheet has it: 19 MiB, two passes, one lane.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const shape = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

/** The text that is stored: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string, pepper: string): Promise<string> {
  const nonce = randomBytes(16)
  const hash = await tagOf(password, pepper, nonce, cost)
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(hash)}`
}

/** Whether the password belongs to the stored text. Takes as long when there is none, so names cannot be probed. */
export async function verifyPassword(
  password: string,
  pepper: string,
  stored: string | null | undefined,
): Promise<boolean> {
  const match = shape.exec(stored ?? '')
  if (match === null) {
    await tagOf(password, pepper, Buffer.alloc(16), cost)
    return false
  }
  const [, memory, passes, parallelism, salt = '', hash = ''] = match
  const kept = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const expected = Buffer.from(hash, 'base64')
  const found = await tagOf(password, pepper, Buffer.from(salt, 'base64'), {
    ...kept,
    tagLength: expected.length,
  })
  return timingSafeEqual(found, expected)
}

const common = /^(.)\1*$|123456|password|passw0rd|qwerty|abc123|admin|letmein|haihe|minzheng/i

/** Whether a new password is one that everybody tries first. */
export function isWeakPassword(password: string, userName: string): boolean {
  return (
    new Set(password).size < 5 ||
    common.test(password) ||
    password.toLowerCase().includes(userName.toLowerCase())
  )
}

function tagOf(password: string, pepper: string, nonce: Buffer, kept: typeof cost): Promise<Buffer> {
  const message = password.normalize('NFKC')
  return derive('argon2id', { message, nonce, secret: Buffer.from(pepper), ...kept })
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}

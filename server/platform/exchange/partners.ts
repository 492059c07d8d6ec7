/**
 * The systems outside that this house may talk to. Addresses and secrets come from the configuration alone, never
 * from a request or the database, and an address that leads where no partner lives is refused.
 */
import { BlockList, isIP } from 'node:net'
import { z } from 'zod'
import { isStrongSecret } from '../strong-secret.ts'

export type Partner = {
  partner_id: string
  address: string
  /** Shared by the two systems; at least 32 bytes. */
  secret: string
  /** How long one try may take, connection and answer together. */
  timeout_milliseconds: number
  /** A request without a final answer after that has failed. */
  answer_within_hours: number
  /** Wait before the second try; doubled for each that follows. */
  first_wait_milliseconds: number
  /** How long a partner is left alone at first. */
  first_pause_milliseconds: number
}

const partners = new Map<string, Partner>()

/** Says, once at the start, whom this process may talk to; what was said before is forgotten. */
export function usePartners(given: readonly Partner[]): void {
  partners.clear()
  for (const partner of given) partners.set(partner.partner_id, partner)
}

export const findPartner = (partner_id: string): Partner | undefined => partners.get(partner_id)

/** Places where no partner lives: this network's own administration, everybody, nobody. */
const nowhere = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  nowhere.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
  ['fd00:ec2::', 32],
] as const)
  nowhere.addSubnet(net, bits, 'ipv6')

const ownMachine = new BlockList()
ownMachine.addSubnet('127.0.0.0', 8, 'ipv4')
ownMachine.addAddress('::1', 'ipv6')

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether a partner may live at this address; on this very machine only when the configuration says so itself. */
export function isReachable(address: string, onThisMachine: boolean): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (nowhere.check(plain, familyOf(plain))) return false
  return onThisMachine || !ownMachine.check(plain, familyOf(plain))
}

/** The host of an address without the brackets of IPv6. */
export const hostOf = (address: string): string => new URL(address).hostname.replace(/^\[|\]$/g, '')

export const isOnThisMachine = (address: string): boolean => {
  const host = hostOf(address)
  return isIP(host) > 0 && ownMachine.check(host, familyOf(host))
}

function addressProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return '不是网址'
  const { protocol, username, password, search, hash } = new URL(text)
  const here = isOnThisMachine(text)
  if (protocol !== 'https:' && !(protocol === 'http:' && here)) return '须为 https（本机地址可用 http）'
  if (username !== '' || password !== '' || search !== '' || hash !== '') return '不能带用户名、参数或片段'
  const host = hostOf(text)
  return isIP(host) > 0 && !isReachable(host, here) ? '不是对接系统所在的地址' : undefined
}

const partnerEntry = z.strictObject({
  address: z.string().superRefine((text, context) => {
    const message = addressProblem(text)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  }),
  secret: z.string().refine(isStrongSecret, '须为 32 个以上随机字节'),
  timeout_seconds: z.number().min(0.05).max(300).default(10),
  answer_within_hours: z.number().int().min(1).max(8760).default(48),
  first_wait_seconds: z.number().min(0.01).max(600).default(2),
  first_pause_seconds: z.number().min(0.05).max(600).default(30),
})
const configuration = z.record(z.string().regex(/^[a-z][a-z0-9_]{1,40}$/), partnerEntry)

/**
 * Reads a configuration: `{ "tax": { "address": "https://…", "secret": "…" } }`.
 * @throws Error naming the entry and what is wrong with it, never a secret
 */
export function readPartners(text: string): Partner[] {
  const parsed = configuration.safeParse(parseJson(text))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`${issue?.path.join('.') ?? ''}：${issue?.message ?? ''}`)
  }
  return Object.entries(parsed.data).map(([partner_id, entry]) => ({
    partner_id,
    address: entry.address,
    secret: entry.secret,
    timeout_milliseconds: entry.timeout_seconds * 1000,
    answer_within_hours: entry.answer_within_hours,
    first_wait_milliseconds: entry.first_wait_seconds * 1000,
    first_pause_milliseconds: entry.first_pause_seconds * 1000,
  }))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('不是 JSON')
  }
}

/**
 * Requests of other systems that are signed by HTTP Message Signatures (RFC 9421) over method, path, query and the
 * digest of their body (RFC 9530). Ed25519 only: what is not known to be safe is not taken.
 */
import { createHash, timingSafeEqual, verify, type KeyObject } from 'node:crypto'
import { httpbis } from 'http-message-signatures'
import type { SignatureParameters } from 'http-message-signatures'
import { parseDictionary } from 'structured-headers'

/** What a signature must cover, so that nothing of a request can be another's. */
export const coveredParts = ['@method', '@path', '@query', 'content-digest'] as const
/** Seconds that a signature may be older or newer than this by the receiver's clock. */
export const signatureTolerance = 300

export type SignedRequest = {
  method: string
  /** Whole, as it was asked for; path and query of it are signed. */
  url: string
  headers: Record<string, string | string[]>
  body: Buffer
}

/** `sha-256=:…:`, as it stands in the header. */
export const contentDigest = (body: Buffer | string): string =>
  `sha-256=:${createHash('sha256').update(body).digest('base64')}:`

/**
 * The key that a request is signed with: its id, when the signature is right, covers enough, is of now and fits the
 * body. Undefined for everything else, whatever is wrong with it.
 * @param findKey a living public key by its id
 * @param now machine time, ISO 8601
 */
export async function findSigner(
  request: SignedRequest,
  findKey: (key_id: string) => Promise<KeyObject | undefined>,
  now: string,
): Promise<string | undefined> {
  if (!hasOneSignature(request.headers) || !isDigestOf(request)) return undefined
  let signer: string | undefined
  const keyLookup = async (parameters: SignatureParameters) => {
    const { keyid, alg, created } = parameters
    if (typeof keyid !== 'string' || (alg ?? 'ed25519') !== 'ed25519') return null
    if (!(created instanceof Date) || !isAround(created, now)) return null
    const key = await findKey(keyid)
    if (key === undefined) return null
    return {
      id: keyid,
      algs: ['ed25519'],
      verify: (data: Buffer, signature: Buffer) => {
        const isRight = verify(null, data, key, signature)
        if (isRight) signer = keyid
        return Promise.resolve(isRight)
      },
    }
  }
  try {
    // Its own clock would ask the machine; how old a signature may be was said above.
    await httpbis.verifyMessage(
      {
        keyLookup,
        requiredFields: [...coveredParts],
        requiredParams: ['created', 'keyid'],
        notAfter: Infinity,
      },
      request,
    )
  } catch {
    return undefined
  }
  return signer
}

const one = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '')

/** One signature and one input of the same name, every covered part plain: no parameters that change its meaning. */
function hasOneSignature(headers: SignedRequest['headers']): boolean {
  try {
    const inputs = parseDictionary(one(headers['signature-input']))
    const signatures = parseDictionary(one(headers['signature']))
    const [entry] = [...inputs.entries()]
    if (entry === undefined || inputs.size !== 1 || signatures.size !== 1) return false
    const [name, [items]] = entry
    return (
      signatures.has(name) &&
      Array.isArray(items) &&
      items.every((item) => Array.isArray(item) && item[1] instanceof Map && item[1].size === 0)
    )
  } catch {
    return false
  }
}

function isDigestOf({ headers, body }: SignedRequest): boolean {
  const given = Buffer.from(one(headers['content-digest']))
  const expected = Buffer.from(contentDigest(body))
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const isAround = (created: Date, now: string): boolean =>
  Math.abs(Date.parse(now) - created.getTime()) <= signatureTolerance * 1000

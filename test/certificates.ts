/** Certificates for tests, made on the spot: a root of one's own and what it signs. DER by hand, keys by Node. */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

export type Certificate = { certificate: string; key: string; name: string; signer: KeyObject }

/** A root certificate, which signs itself. */
export function makeRoot(name: string): Certificate {
  return make({ name, hosts: [], issuer: undefined })
}

/** A server's certificate for these host names. */
export function makeServerCertificate(hosts: string[], issuer: Certificate): Certificate {
  return make({ name: hosts[0] ?? 'server', hosts, issuer })
}

function make({
  name,
  hosts,
  issuer,
}: {
  name: string
  hosts: string[]
  issuer: Certificate | undefined
}): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(oid('2a8648ce3d040302'))
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    distinguishedName(issuer?.name ?? name),
    sequence(utcTime('200101000000Z'), utcTime('491231000000Z')),
    distinguishedName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(hosts))),
  )
  const signature = sign('sha256', body, issuer?.signer ?? privateKey)
  const whole = sequence(body, algorithm, tagged(0x03, Buffer.from([0]), signature))
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    name,
    signer: privateKey,
  }
}

/** A root may sign; a server names its hosts. */
function extensions(hosts: string[]): Buffer[] {
  if (hosts.length === 0) return [extension('551d13', sequence(tagged(0x01, Buffer.from([0xff]))))]
  return [extension('551d11', sequence(...hosts.map((host) => tagged(0x82, Buffer.from(host)))))]
}

function extension(identifier: string, value: Buffer): Buffer {
  return sequence(oid(identifier), tagged(0x04, value))
}

function distinguishedName(name: string): Buffer {
  return sequence(tagged(0x31, sequence(oid('550403'), tagged(0x0c, Buffer.from(name)))))
}

const oid = (hex: string) => tagged(0x06, Buffer.from(hex, 'hex'))
const integer = (value: Buffer) => tagged(0x02, value)
const utcTime = (text: string) => tagged(0x17, Buffer.from(text))
const sequence = (...parts: Buffer[]) => tagged(0x30, ...parts)

function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const length =
    content.length < 0x80
      ? [content.length]
      : content.length < 0x100
        ? [0x81, content.length]
        : [0x82, content.length >> 8, content.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

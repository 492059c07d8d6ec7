/** The house through a door of its own, which hands out another build of the field pages when it is told to. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

/** `built`: as it is. `newer`: a worker of another version. `halved`: of a third version, and a file of it is missing. */
export type Build = 'built' | 'newer' | 'halved'

export type Door = { address: string; serve(build: Build): void }

const versions = { newer: '1'.repeat(16), halved: '2'.repeat(16) }

/** Opens the door; it is closed when the file ends. */
export async function openDoor(house: { address: string }): Promise<Door> {
  let build: Build = 'built'
  const server = createServer((asked, answer) => void pass(house.address, build, asked, answer))
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (next) => {
      build = next
    },
  }
}

function pass(house: string, build: Build, asked: IncomingMessage, answer: ServerResponse): void {
  const isWorker = asked.url === '/field-worker.js' && build !== 'built'
  if (build === 'halved' && asked.url?.startsWith('/assets/visit-page')) {
    answer.writeHead(503).end()
    return
  }
  const headers = { ...asked.headers }
  if (isWorker)
    for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) delete headers[name]
  const onward = request(new URL(asked.url ?? '/', house), { method: asked.method, headers }, (told) => {
    if (!isWorker) {
      answer.writeHead(told.statusCode ?? 502, told.headers)
      told.pipe(answer)
      return
    }
    const parts: Buffer[] = []
    told.on('data', (part: Buffer) => parts.push(part))
    told.on('end', () => {
      const { 'content-length': _, etag: __, ...rest } = told.headers
      const text = Buffer.concat(parts).toString()
      answer.writeHead(told.statusCode ?? 502, rest)
      answer.end(text.replaceAll(/\b[0-9a-f]{16}\b/g, versions[build]))
    })
  })
  onward.on('error', () => answer.destroy())
  asked.pipe(onward)
}

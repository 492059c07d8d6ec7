/**
 * The hospitals' side: connections that each send the next request as soon as the last is answered. Requests were signed
 * beforehand, so that asking costs little beside what is measured. A thread of its own.
 */
import { connect, type Socket } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

const { ports, requests, clients } = workerData as { ports: number[]; requests: Buffer[]; clients: number }

/** Sends one request and waits for the whole answer; the milliseconds that it took. */
function ask(socket: Socket, request: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    const from = performance.now()
    let text = ''
    const read = (piece: Buffer) => {
      text += piece.toString('latin1')
      const end = text.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? -1)
      if (text.length < end + 4 + length) return
      socket.off('data', read)
      if (text.startsWith('HTTP/1.1 200')) resolve(performance.now() - from)
      else reject(new Error(text.slice(0, 600)))
    }
    socket.on('data', read)
    socket.write(request)
  })
}

let next = 0
const took: number[] = []
const sockets = Array.from({ length: clients }, (_, at) => connect(ports[at % ports.length]!, '127.0.0.1'))
await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))))
const from = performance.now()
await Promise.all(
  sockets.map(async (socket) => {
    for (let at = next++; at < requests.length; at = next++) took.push(await ask(socket, requests[at]!))
    socket.destroy()
  }),
)
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
parentPort?.postMessage({ seconds: (performance.now() - from) / 1000, took })

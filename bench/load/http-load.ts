/** The asking side of the HTTP bench: some connections that each ask again as soon as they are answered. */
import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

const { address, headers, body, clients, seconds } = workerData as {
  address: string
  headers: Record<string, string>
  body: string
  clients: number
  seconds: number
}
const agent = new Agent({ keepAlive: true, maxSockets: clients })

function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(address, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-type': 'application/json' },
    })
    asked.on('response', (response) => {
      response.resume()
      response.on('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

await ask()
let done = 0
const until = performance.now() + seconds * 1000
async function client(): Promise<void> {
  while (performance.now() < until) {
    await ask()
    done++
  }
}
await Promise.all(Array.from({ length: clients }, client))
agent.destroy()
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
parentPort?.postMessage(done)

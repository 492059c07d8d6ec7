/**
 * The service worker of the field pages: keeps their files, so that they open without a network. It keeps nothing
 * that anybody wrote or that the server answers: what is under `/api/` goes past it.
 *
 * The build writes the list of files and its hash into the two texts below.
 */

type WorkerEvent = Event & { waitUntil(done: Promise<unknown>): void }
type RequestEvent = WorkerEvent & { request: Request; respondWith(answer: Promise<Response>): void }
type Worker = {
  addEventListener(kind: 'install' | 'activate', listener: (event: WorkerEvent) => void): void
  addEventListener(kind: 'fetch', listener: (event: RequestEvent) => void): void
  addEventListener(kind: 'message', listener: (event: MessageEvent<unknown>) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  location: Location
}

const worker = globalThis as unknown as Worker
const files = JSON.parse('["FIELD_FILES"]') as string[]
const version = 'FIELD_VERSION'

const page = '/field'
const prefix = 'field-'
const cacheName = `${prefix}${version}`

worker.addEventListener('install', (event) => event.waitUntil(keepFiles()))

async function keepFiles(): Promise<void> {
  // Half a version is none: left behind, it would take the place of the whole one before.
  await keepWhole().catch(async (error: unknown) => {
    await caches.delete(cacheName)
    throw error
  })
}

async function keepWhole(): Promise<void> {
  const cache = await caches.open(cacheName)
  await cache.addAll(files.map((file) => new Request(file, { cache: 'no-cache' })))
  const answer = await fetch(new Request(page, { cache: 'no-cache' }))
  // A page of another version would ask for files that are not kept: then this version is not taken at all.
  const text = await answer.clone().text()
  const named = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '')
  if (!answer.ok || named.some((file) => !files.includes(file))) throw new Error('another version is served')
  await cache.put(page, answer)
}

worker.addEventListener('activate', (event) => event.waitUntil(takeOver()))

/** The version before stays: a window that is still open may ask for its files. */
async function takeOver(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName)
  for (const name of others.slice(0, -1)) await caches.delete(name)
  await worker.clients.claim()
}

worker.addEventListener('message', (event) => {
  if (event.data === 'take over') void worker.skipWaiting()
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(answerKept(page, request))
  else if (pathname.startsWith('/assets/')) event.respondWith(answerKept(request, request))
})

async function answerKept(kept: Request | string, asked: Request): Promise<Response> {
  const own = await caches.match(kept, { cacheName, ignoreVary: true })
  return own ?? (await caches.match(kept, { ignoreVary: true })) ?? fetch(asked)
}

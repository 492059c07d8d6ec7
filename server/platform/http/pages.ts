/** The browser's part of the house, as built into `dist/ui`: files by name, every other address is the one page. */
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { notFound } from '../problems/index.ts'
import { sendProblem } from './errors.ts'

/** Serves `folder`; files whose name carries their hash stay in caches for a year, pages are asked for anew. */
export async function addPages(server: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'))
  if (built) {
    await server.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      preCompressed: true,
      cacheControl: false,
      schemaHide: true,
      setHeaders: (reply, path) => {
        const hashed = /[\\/]assets[\\/]/.test(path)
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  server.setNotFoundHandler((request, reply) => {
    const { pathname } = new URL(request.url, 'http://house')
    const wantsPage =
      request.method === 'GET' && !pathname.startsWith('/api/') && !/\.[a-z0-9]+$/i.test(pathname)
    if (built && wantsPage) {
      return reply.code(200).header('cache-control', 'no-cache').sendFile('index.html')
    }
    return sendProblem(request, reply, notFound())
  })
}

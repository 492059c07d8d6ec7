/** One log line per answer: which route, how it ended, how long. No addresses, no queries, no bodies, no names. */
import type { FastifyInstance, FastifyServerOptions } from 'fastify'
import { stdTimeFunctions } from 'pino'
import { routeOf, traceOf } from './errors.ts'

export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug'

/** Options of the logger; `destination` is for tests. */
export function loggerOptions(
  level: LogLevel,
  destination?: { write: (line: string) => void },
): NonNullable<FastifyServerOptions['logger']> {
  return {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    serializers: {
      req: (request: { method: string }) => ({ method: request.method }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
      err: (error: unknown) => traceOf(error) as { type: string; message: string; stack: string },
    },
    ...(destination === undefined ? {} : { stream: destination }),
  }
}

/** Writes the line when the answer is out. */
export function addAccessLog(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: routeOf(request),
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        caller: request.caller?.kind ?? 'public',
      },
      'answer',
    )
  })
}

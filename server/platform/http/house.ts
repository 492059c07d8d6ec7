/** What the door carries for every route: database, clock, mode and limits; and what a module gives to it. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Database } from '../db/index.ts'
import type { Act, Caller } from '../act.ts'
import type { Problem } from '../problems/index.ts'
import type { Session } from '../sessions/index.ts'

export type Mode = 'demonstration' | 'production'

/** Kept outside the database. `pepper` goes into every password's hash: the table alone is then worthless. */
export type Secrets = { pepper: string }

/** Where the two clocks are read; below the door both arrive in the act. */
export type DoorClock = {
  /** Business day, `YYYY-MM-DD`. */
  today: () => string | Promise<string>
  /** Machine time, ISO 8601 in UTC. */
  now: () => string
}

export type House = {
  /** Logged in as the application; requests go on under narrower roles. */
  pool: Database
  clock: DoorClock
  mode: Mode
  secrets: Secrets
  city_name: string
}

/** A part of the house that answers requests. */
export type Module = { name: string; routes: (server: FastifyInstance) => void }

/**
 * What a route does. A `Problem` that is thrown undoes everything; one that is returned refuses as well, but keeps
 * what was written (a counted failure).
 */
export type Handler<Params, Query, Body, Answer> = (
  act: Act,
  input: { params: Params; query: Query; body: Body },
  reply: FastifyReply,
) => Promise<Answer | Problem> | Answer | Problem

/**
 * What a handler may answer for a schema's type: amounts may still be `bigint` where the contract says text,
 * and instants may still be `Date`.
 */
export type Answerable<Value> = unknown extends Value
  ? Value
  : Value extends string
    ? Value | bigint | Date
    : Value extends readonly (infer Item)[]
      ? readonly Answerable<Item>[]
      : Value extends object
        ? { [Key in keyof Value]: Answerable<Value[Key]> }
        : Value

declare module 'fastify' {
  interface FastifyInstance {
    house: House
  }
  interface FastifyContextConfig {
    in_background?: boolean
  }
  interface FastifyRequest {
    caller: Caller
    session: Session | undefined
    /** Business day on which the request arrived; one for the whole act. */
    today: string
    /** The browser's cookie before sign-in; ties public forms to their page. */
    visitor: string | undefined
    /** A session cookie was sent but no longer counts. */
    session_lost: boolean
  }
}

/** A command of `npm run haihe`. Each module lists its own; `server/cli.ts` puts them together. */
import type { ConnectionTarget } from './db/index.ts'

export type Command = {
  /** Words as they are typed, e.g. `audit verify`. */
  name: string
  /** One Chinese line. */
  about: string
  /** What follows the name and what it does, for `--help`. */
  help: string
  /** Answers the process's exit code. */
  run(input: CommandInput): Promise<number>
}

export type CommandInput = {
  /** What follows the name. */
  arguments: string[]
  /** The city's database, of a house that runs or opened for this command; the command ends the pools it opens. */
  database(): Promise<CommandDatabase>
}

export type CommandDatabase = {
  target(login: 'owner' | 'application'): ConnectionTarget
  schema: string
}

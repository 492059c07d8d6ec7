/**
 * The law as it stands now: the files of `law/` and the values that were enacted since. Each server keeps it in
 * memory and reads it again every few seconds; a decision's receipt keeps the values it was made by.
 */
import type { FastifyInstance } from 'fastify'
import type { Parameter, ParameterValue, Programme } from '../../../engine/index.ts'
import type { PolicyProgramme } from '../../../law/index.ts'
import type { Database, Transaction } from '../../platform/db/index.ts'
import * as queries from './queries.ts'

/** A value of a parameter, in the unit in which the law prints it: yuan, a ratio, a count. */
export type EnactedValue = { parameter: string } & ParameterValue

let enacted: readonly EnactedValue[] = []
let programmes = new WeakMap<PolicyProgramme, PolicyProgramme>()

/** The programme with every value that is enacted. */
export function asEnacted(programme: PolicyProgramme): PolicyProgramme {
  if (enacted.length === 0) return programme
  const known = programmes.get(programme) ?? withValues(programme, enacted)
  programmes.set(programme, known)
  return known
}

/** A programme as it would be with further values: for trying a proposal out. */
export function withValues(programme: PolicyProgramme, values: readonly EnactedValue[]): PolicyProgramme {
  const parameters = programme.rules.parameters.map((each) => extended(each, values))
  if (parameters.every((each, at) => each === programme.rules.parameters[at])) return programme
  const rules: Programme = { ...programme.rules, parameters }
  return { ...programme, rules }
}

function extended(parameter: Parameter, values: readonly EnactedValue[]): Parameter {
  const own = values.filter((each) => each.parameter === parameter.name)
  return own.length === 0 ? parameter : { ...parameter, values: [...parameter.values, ...own] }
}

/** Reads what is enacted. */
export async function readLaw(tx: Transaction | Database): Promise<void> {
  enacted = await queries.listEnacted(tx)
  programmes = new WeakMap()
}

/** How long a server may go on by the law before; values are enacted for days to come, not for the next second. */
const readEveryMilliseconds = 5000

/** Reads the law before the first request and keeps reading it while the server is open. */
export function keepLawCurrent(server: FastifyInstance): void {
  const { pool } = server.house
  let timer: NodeJS.Timeout | undefined
  const again = () =>
    void readLaw(pool).catch(() => server.log.error('the law in force could not be read; the last one stays'))
  server.addHook('onReady', async () => {
    await readLaw(pool)
    timer = setInterval(again, readEveryMilliseconds).unref()
  })
  server.addHook('onClose', () => clearInterval(timer))
}

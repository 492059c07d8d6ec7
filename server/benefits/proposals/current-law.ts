/**
 * The law as it stands now: the files of `law/`, without values that the city has not enacted, and the values that were
 * enacted since. Each server keeps it in
 * memory and reads it again every few seconds; a decision's receipt keeps the values it was made by.
 */
import type { FastifyInstance } from 'fastify'
import type { Parameter, ParameterValue } from '../../../engine/index.ts'
import type { PolicyProgramme } from '../../../law/index.ts'
import type { Database, Transaction } from '../../platform/db/index.ts'
import * as queries from './queries.ts'

/** A value of a parameter, in the unit in which the law prints it: yuan, a ratio, a count. */
export type EnactedValue = { parameter: string } & ParameterValue

/** A value of the files that is not law here. */
export type UnenactedValue = { parameter: string } & Pick<ParameterValue, 'division' | 'from'>

type Law = { enacted: readonly EnactedValue[]; unenacted: readonly UnenactedValue[] }
let law: Law = { enacted: [], unenacted: [] }
let programmes = new WeakMap<PolicyProgramme, PolicyProgramme>()

/** The programme with every value that is enacted, and none that is not. */
export function asEnacted(programme: PolicyProgramme): PolicyProgramme {
  if (law.enacted.length === 0 && law.unenacted.length === 0) return programme
  const known = programmes.get(programme) ?? underLaw(programme)
  programmes.set(programme, known)
  return known
}

function underLaw(programme: PolicyProgramme): PolicyProgramme {
  const parameters = programme.rules.parameters.map(asInForce)
  if (parameters.every((each, at) => each === programme.rules.parameters[at])) return programme
  return { ...programme, rules: { ...programme.rules, parameters } }
}

function asInForce(parameter: Parameter): Parameter {
  const added = law.enacted.filter((each) => each.parameter === parameter.name)
  const held = law.unenacted.filter((each) => each.parameter === parameter.name)
  if (added.length === 0 && held.length === 0) return parameter
  const isHeld = ({ division, from }: ParameterValue): boolean =>
    held.some((each) => each.division === division && each.from === from)
  return { ...parameter, values: [...parameter.values.filter((value) => !isHeld(value)), ...added] }
}

/** Reads what is enacted, and what is not. */
export async function readLaw(tx: Transaction | Database): Promise<void> {
  const [enacted, unenacted] = await Promise.all([queries.listEnacted(tx), queries.listUnenacted(tx)])
  law = { enacted, unenacted }
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

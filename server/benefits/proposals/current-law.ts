/**
 * The law as it stands now: the files of `law/`, without values that the city has not enacted, with the values and the
 * versions of rules that were enacted since. Each server keeps it in memory and reads it again every few seconds; a
 * decision's receipt keeps the version and the values it was made by.
 */
import type { FastifyInstance } from 'fastify'
import { LawError, putInForce } from '../../../engine/index.ts'
import type { Parameter, ParameterValue, Programme } from '../../../engine/index.ts'
import type { PolicyProgramme } from '../../../law/index.ts'
import type { Database, Transaction } from '../../platform/db/index.ts'
import * as queries from './queries.ts'

/** A value of a parameter, in the unit in which the law prints it: yuan, a ratio, a count. */
export type EnactedValue = { parameter: string } & ParameterValue

/** A value of the files that is not law here. */
export type UnenactedValue = { parameter: string } & Pick<ParameterValue, 'division' | 'from'>

/** A version of a programme's rules, a draft or a dated one, that holds in a division from a day on. */
export type EnactedVersion = { programme_id: string; version: string; division: string; from: string }

type Law = {
  enacted: readonly EnactedValue[]
  versions: readonly EnactedVersion[]
  unenacted: readonly UnenactedValue[]
}
let law: Law = { enacted: [], versions: [], unenacted: [] }
let programmes = new WeakMap<PolicyProgramme, PolicyProgramme>()

/** The programme with every value and version that is enacted, and none that is not. */
export function asEnacted(programme: PolicyProgramme): PolicyProgramme {
  const known = programmes.get(programme) ?? underLaw(programme, law)
  programmes.set(programme, known)
  return known
}

function underLaw(programme: PolicyProgramme, { enacted, versions, unenacted }: Law): PolicyProgramme {
  const rules = versions
    .filter(({ programme_id }) => programme_id === programme.id)
    .reduce(withVersion, programme.rules)
  const parameters = rules.parameters.map((each) => asInForce(each, enacted, unenacted))
  const isSame = parameters.every((each, at) => each === programme.rules.parameters[at])
  if (isSame && rules === programme.rules) return programme
  return { ...programme, rules: { ...rules, parameters } }
}

/** What was enacted holds even where the files have lost it: then there is no law to go by, and not the law before. */
function withVersion(rules: Programme, { version, from, division }: EnactedVersion): Programme {
  const isThere = rules.versions.some(
    (each) => each.id === version && each.from === from && each.division === division,
  )
  if (isThere) return rules
  try {
    return putInForce(rules, version, { from, division })
  } catch (error) {
    if (!(error instanceof LawError) || error.code !== 'version_unknown') throw error
    const lost = () => {
      throw new LawError('version_not_in_force', error.message)
    }
    return {
      ...rules,
      versions: [...rules.versions, { id: version, from, division, document: '', rules: lost }],
    }
  }
}

/** What is enacted goes before what a draft brought along for the same day. */
function asInForce(
  parameter: Parameter,
  enacted: readonly EnactedValue[],
  unenacted: readonly UnenactedValue[],
): Parameter {
  const added = enacted.filter((each) => each.parameter === parameter.name)
  const held = unenacted.filter((each) => each.parameter === parameter.name)
  if (added.length === 0 && held.length === 0) return parameter
  const gives = ({ division, from }: ParameterValue): boolean =>
    [...held, ...added].some((each) => each.division === division && each.from === from)
  return { ...parameter, values: [...parameter.values.filter((value) => !gives(value)), ...added] }
}

/** The programme as it would be with these values and versions enacted besides. */
export const asProposed = (
  programme: PolicyProgramme,
  proposed: Pick<Law, 'enacted' | 'versions'>,
): PolicyProgramme => underLaw(asEnacted(programme), { ...proposed, unenacted: [] })

/** Reads what is enacted, and what is not. */
export async function readLaw(tx: Transaction | Database): Promise<void> {
  const [enacted, versions, unenacted] = await Promise.all([
    queries.listEnacted(tx),
    queries.listEnactedVersions(tx),
    queries.listUnenacted(tx),
  ])
  law = { enacted, versions, unenacted }
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

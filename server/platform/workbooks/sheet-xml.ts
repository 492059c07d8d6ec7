/** The few pieces of spreadsheet XML (ECMA-376) that hold what people typed: rows, shared strings, date formats. */

/** Excel writes no prefix, some other programmes do. */
const name = (tag: string) => `(?:\\w+:)?${tag}`

/** Whole elements of one name, in order, out of text that comes in pieces. */
export async function* elements(pieces: AsyncIterable<string>, tag: string): AsyncGenerator<string> {
  const element = new RegExp(`<${name(tag)}(?:\\s[^>]*?)?(?:/>|>[\\s\\S]*?</${name(tag)}>)`, 'g')
  let rest = ''
  for await (const piece of pieces) {
    rest += piece
    let read = 0
    for (const match of rest.matchAll(element)) {
      yield match[0]
      read = match.index + match[0].length
    }
    rest = rest.slice(read)
    // What can't begin an element any more is dropped; an element that never ends is refused.
    if (read === 0 && rest.length > LONGEST) {
      const start = rest.search(new RegExp(`<${name(tag)}[\\s>/]`))
      if (start === 0) throw new Error('an element without end')
      rest = start < 0 ? rest.slice(-200) : rest.slice(start)
    }
  }
}

const LONGEST = 4 * 1024 * 1024

export function attribute(element: string, wanted: string): string | undefined {
  const head = element.slice(0, element.indexOf('>') + 1)
  const found = new RegExp(`\\s${wanted}="([^"]*)"`).exec(head)
  return found === null ? undefined : decode(found[1] ?? '')
}

/** The text of an element, all its `<t>` together; the reading aid of East Asian names (`rPh`) is no part of it. */
export function textOf(element: string): string {
  const spoken = element.replaceAll(new RegExp(`<${name('rPh')}[\\s>][\\s\\S]*?</${name('rPh')}>`, 'g'), '')
  const texts = spoken.matchAll(new RegExp(`<${name('t')}(?:\\s[^>]*)?>([\\s\\S]*?)</${name('t')}>`, 'g'))
  return [...texts].map((match) => decode(match[1] ?? '')).join('')
}

/** Cells of a row element: column from 0, type, style and raw value. */
export function cellsOf(row: string): { column: number; type: string; style: number; value: string }[] {
  const cells: { column: number; type: string; style: number; value: string }[] = []
  const pattern = new RegExp(`<${name('c')}(?:\\s[^>]*?)?(?:/>|>[\\s\\S]*?</${name('c')}>)`, 'g')
  for (const [cell] of row.matchAll(pattern)) {
    const place = attribute(cell, 'r')
    const type = attribute(cell, 't') ?? 'n'
    const raw = new RegExp(`<${name('v')}(?:\\s[^>]*)?>([\\s\\S]*?)</${name('v')}>`).exec(cell)?.[1]
    cells.push({
      column: place === undefined ? (cells.at(-1)?.column ?? -1) + 1 : columnOf(place),
      type,
      style: Number(attribute(cell, 's') ?? 0),
      value: type === 'inlineStr' ? textOf(cell) : decode(raw ?? ''),
    })
  }
  return cells
}

/** AB12 is column 27. */
function columnOf(place: string): number {
  let column = 0
  for (const letter of place.replace(/\d+$/, ''))
    column = column * 26 + (letter.codePointAt(0) as number) - 64
  return column - 1
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decode(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, entity?: string) => {
      if (entity !== undefined) return ENTITIES[entity] ?? whole
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole
    },
  )
}

/** Which styles of a sheet show a number as a day, by their place in the list of formats. */
export function dateStyles(styles: string): Set<number> {
  const custom = new Set<number>()
  for (const [format] of styles.matchAll(new RegExp(`<${name('numFmt')}\\s[^>]*>`, 'g'))) {
    const code = (attribute(format, 'formatCode') ?? '').replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '')
    if (/[ymd年月日]/i.test(code)) custom.add(Number(attribute(format, 'numFmtId')))
  }
  const list = new RegExp(`<${name('cellXfs')}[\\s>][\\s\\S]*?</${name('cellXfs')}>`).exec(styles)?.[0] ?? ''
  const dates = new Set<number>()
  for (const [at, [format]] of [...list.matchAll(new RegExp(`<${name('xf')}\\s[^>]*>`, 'g'))].entries()) {
    const id = Number(attribute(format, 'numFmtId') ?? 0)
    if (custom.has(id) || isBuiltInDate(id)) dates.add(at)
  }
  return dates
}

/** ECMA-376 part 1, 18.8.30, with the East Asian ones. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

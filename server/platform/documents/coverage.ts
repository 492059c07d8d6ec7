/**
 * Which characters the fonts of the papers can set. One that none of them has would become an empty box in somebody's
 * name; its code is printed instead, so that a hand can add what is missing.
 */

/** The characters of a TrueType or OpenType font, read from its `cmap` table (format 12). */
function readRanges(font: Buffer): [number, number][] {
  const cmap = tableAt(font, 'cmap')
  const count = font.readUInt16BE(cmap + 2)
  for (let at = 0; at < count; at++) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + at * 8 + 4)
    if (font.readUInt16BE(subtable) !== 12) continue
    const groups = font.readUInt32BE(subtable + 12)
    return Array.from({ length: groups }, (_, group) => {
      const place = subtable + 16 + group * 12
      return [font.readUInt32BE(place), font.readUInt32BE(place + 4)]
    })
  }
  throw new Error('the font does not say which characters it has')
}

function tableAt(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4)
  for (let at = 0; at < count; at++) {
    const record = 12 + at * 16
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  throw new Error(`the font has no table ${tag}`)
}

/** Answers for these fonts together whether a character can be set. */
export function coverageOf(fonts: readonly Buffer[]): (character: string) => boolean {
  const ranges = fonts.flatMap(readRanges)
  const known = new Map<string, boolean>()
  return (character) => {
    const code = character.codePointAt(0) ?? 0
    const answer = known.get(character) ?? ranges.some(([first, last]) => code >= first && code <= last)
    known.set(character, answer)
    return answer
  }
}

/** The same data with 〔U+30EDE〕 in every text where a Chinese character cannot be set. */
export function spellOut<T>(data: T, canSet: (character: string) => boolean): T {
  if (typeof data === 'string') {
    return data.replaceAll(/\p{Script=Han}/gu, (character) =>
      canSet(character) ? character : `〔U+${character.codePointAt(0)?.toString(16).toUpperCase()}〕`,
    ) as T
  }
  if (Array.isArray(data)) return data.map((each: unknown) => spellOut(each, canSet)) as T
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, spellOut(value, canSet)])) as T
}

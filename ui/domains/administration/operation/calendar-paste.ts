/**
 * Reads a year's holidays out of pasted text: a table with one day a line (`2027-01-01 放假 元旦`), or the sentences
 * of the State Council's notice (`一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月9日（周六）上班。`).
 */
import { isoDate } from '../../../design/date-text.ts'

export type PastedDay = { day: string; working: boolean; name: string }
export type Pasted = { days: PastedDay[]; unread: string[] }

/** The days of the text in order, and the lines of it in which none was found. */
export function readHolidays(year: number, text: string): Pasted {
  const days = new Map<string, PastedDay>()
  const unread: string[] = []
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue
    const found = readTableLine(line) ?? readSentences(year, line)
    if (found.length === 0) unread.push(line)
    for (const each of found) days.set(each.day, each)
  }
  return { days: [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1)), unread }
}

const tableLine =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,，、]+(放假|休息?|上班|班|工作)[\s,，、]*(\S{1,40})?$/

function readTableLine(line: string): PastedDay[] | undefined {
  const match = tableLine.exec(line.normalize('NFKC').replaceAll(/\([^)]*\)/g, ''))
  if (!match) return undefined
  const [, year, month, day, what = '', name] = match
  const working = !/^(放假|休)/.test(what)
  return [
    {
      day: isoDate(Number(year), Number(month), Number(day)),
      working,
      name: name ?? (working ? '调休上班' : '放假'),
    },
  ]
}

const heading = /^(?:[一二三四五六七八九十]+、)?([^：:，。]{1,20})[：:]/
const span = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:[至到—–-]+(?:(?:(\d{4})年)?(\d{1,2})月)?(\d{1,2})日)?/g

/** A holiday may begin in the year before or run into the next; such days stay out of this year. */
function readSentences(year: number, line: string): PastedDay[] {
  const plain = line
    .normalize('NFKC')
    .replaceAll(/\([^)]*\)/g, '')
    .replaceAll(/\s/g, '')
  const name = heading.exec(plain)?.[1] ?? '节假日'
  return plain
    .replace(heading, '')
    .split(/[。;]/)
    .flatMap((sentence) => {
      const working = sentence.includes('上班')
      if (!working && !/放假|休息|补休/.test(sentence)) return []
      return [...sentence.matchAll(span)].flatMap((match) =>
        daysOf(year, match).map((day) => ({ day, working, name: working ? `${name}调休` : name })),
      )
    })
    .filter((each) => each.day.startsWith(`${year}-`))
}

function daysOf(year: number, match: RegExpExecArray | RegExpMatchArray): string[] {
  const [, startYear, startMonth, startDay, endYear, endMonth, endDay] = match
  const first = Date.UTC(Number(startYear ?? year), Number(startMonth) - 1, Number(startDay))
  const last =
    endDay === undefined
      ? first
      : Date.UTC(Number(endYear ?? startYear ?? year), Number(endMonth ?? startMonth) - 1, Number(endDay))
  const count = Math.round((last - first) / 86_400_000) + 1
  if (!(count >= 1 && count <= 31)) return []
  return Array.from({ length: count }, (_, at) =>
    new Date(first + at * 86_400_000).toISOString().slice(0, 10),
  )
}

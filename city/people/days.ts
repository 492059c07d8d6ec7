/**
 * Days as numbers since 1900-01-01, because the generator adds and compares millions of them, and their texts.
 */
const EPOCH = Date.UTC(1900, 0, 1)
const DAY = 86_400_000
const texts: string[] = []

/** Number of a `YYYY-MM-DD`. */
export function dayNumber(text: string): number {
  return Math.round((Date.parse(`${text}T00:00:00Z`) - EPOCH) / DAY)
}

/** `YYYY-MM-DD` of a day number. */
export function dayText(day: number): string {
  return (texts[day] ??= new Date(EPOCH + day * DAY).toISOString().slice(0, 10))
}

/** Completed years between two days. */
export function ageOn(born: number, day: number): number {
  const birth = dayText(born)
  const today = dayText(day)
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4))
  return today.slice(5) < birth.slice(5) ? years - 1 : years
}

/** The day on which the demonstration city begins; ages and facts are made for it. */
export const CITY_DAY = '2017-09-01'
export const CITY_DAY_NUMBER = dayNumber(CITY_DAY)

/** `YYYY-MM-01` of the month `count` months later (or earlier, when negative). */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`
}

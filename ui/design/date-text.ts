/** Writes business dates (`YYYY-MM-DD`) the way Chinese papers do, and reads what people type. */

const weekdays = ['日', '一', '二', '三', '四', '五', '六']

type Parts = { year: number; month: number; day: number }

/** The three numbers of an ISO date or timestamp; undefined when the text is neither. */
export function dateParts(date: string): Parts | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date)
  if (!match) return undefined
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
}

/** `2017-09-01` → `2017年9月1日`. */
export function dateText(date: string): string {
  const parts = dateParts(date)
  return parts ? `${parts.year}年${parts.month}月${parts.day}日` : date
}

/** `2017-09-01` → `9月1日`, for lists in which the year is plain. */
export function dayText(date: string): string {
  const parts = dateParts(date)
  return parts ? `${parts.month}月${parts.day}日` : date
}

/** `2017-10-01` → `2017年10月`. */
export function monthText(date: string): string {
  const match = /^(\d{4})-(\d{2})/.exec(date)
  return match ? `${Number(match[1])}年${Number(match[2])}月` : date
}

/** `2017-09-18` → `一`. */
export function weekdayText(date: string): string {
  const parts = dateParts(date)
  return parts ? (weekdays[new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay()] ?? '') : ''
}

/** Machine time (ISO with zone) → `9月18日 10:58` in China's one time zone. */
export function momentText(moment: string): string {
  const shifted = new Date(Date.parse(moment) + 8 * 3_600_000)
  if (Number.isNaN(shifted.getTime())) return moment
  const iso = shifted.toISOString()
  return `${dayText(iso)} ${iso.slice(11, 16)}`
}

/** Machine time (ISO with zone) → `2026年11月27日 10:58`, where the business day beside it may lie years apart. */
export function machineText(moment: string): string {
  const shifted = new Date(Date.parse(moment) + 8 * 3_600_000)
  if (Number.isNaN(shifted.getTime())) return moment
  const iso = shifted.toISOString()
  return `${dateText(iso)} ${iso.slice(11, 16)}`
}

/** Working days left until a deadline, in words; negative means past. */
export function leftText(workingDaysLeft: number): string {
  if (workingDaysLeft < 0) return `超 ${-workingDaysLeft} 个工作日`
  if (workingDaysLeft === 0) return '今天到期'
  return `还剩 ${workingDaysLeft} 个工作日`
}

/** Whether year, month and day name a real day. */
export function isRealDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1850 && year <= 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Year, month, day → ISO date. */
export function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** `2017年9月1日`, `2017-9-1`, `2017.9.1`, `20170901` → `2017-09-01`; undefined when it is no real day. */
export function readDate(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim()
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(plain)
  if (!match) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return isRealDay(year, month, day) ? isoDate(year, month, day) : undefined
}

/** Days until a date in words. Business dates only; no clock is read. */

function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000)
}

/** Calendar days from `today` to `date`; negative when it is past. */
export function daysUntil(today: string, date: string): number {
  return dayNumber(date) - dayNumber(today)
}

/** 还有 9 天, 就是今天, 已过 2 天. */
export function daysLeftText(today: string, date: string): string {
  const days = daysUntil(today, date)
  if (days === 0) return '就是今天'
  return days > 0 ? `还有 ${days} 天` : `已过 ${-days} 天`
}

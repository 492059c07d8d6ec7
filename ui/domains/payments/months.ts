/** Months as the pages of payments offer them. */
import { monthText } from '../../design/index.ts'

/** The month of the business day and the twenty-three before it, the latest first. */
export function recentMonths(today: string): { value: string; label: string }[] {
  if (today === '') return []
  const [year, month] = today.split('-').map(Number) as [number, number]
  return Array.from({ length: 24 }, (_, back) => {
    const at = year * 12 + month - 1 - back
    const value = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`
    return { value, label: monthText(value) }
  })
}

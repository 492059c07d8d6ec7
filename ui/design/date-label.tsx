import { dateText, dayText, leftText } from './date-text.ts'
import { Light, lightOfWorkingDays } from './light.tsx'

/** A business date: 2017年9月1日; `short` leaves the year out where it is plain. null = not known. */
export function DateText({ date, short = false }: { date: string | null; short?: boolean }) {
  if (date === null) return <span className="second">未知</span>
  return (
    <time dateTime={date} className="nowrap">
      {short ? dayText(date) : dateText(date)}
    </time>
  )
}

/** `9月21日 还剩 3 个工作日`; in tables the light stands in its own column, elsewhere `light` puts it here. */
export function Deadline({
  date,
  workingDaysLeft,
  light = false,
}: {
  date: string
  workingDaysLeft: number
  light?: boolean
}) {
  return (
    <span className="nowrap">
      <DateText date={date} short />{' '}
      {light ? (
        <Light state={lightOfWorkingDays(workingDaysLeft)}>{leftText(workingDaysLeft)}</Light>
      ) : (
        <span className="second">{leftText(workingDaysLeft)}</span>
      )}
    </span>
  )
}

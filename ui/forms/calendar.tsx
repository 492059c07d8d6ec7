/** A month of days to choose from; arrow keys move by day and week, Page keys by month. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { dateParts, dateText, isoDate } from '../design/date-text.ts'
import { Icon } from '../design/icon.tsx'

const moves: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

function shifted(date: string, days: number, months = 0): string {
  const { year, month, day } = dateParts(date) ?? { year: 2017, month: 9, day: 1 }
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  const moved = new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay) + days))
  return isoDate(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate())
}

/** Weeks from Monday; undefined where the month has no day. */
function weeksOf(year: number, month: number): (string | undefined)[][] {
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return Array.from({ length: Math.ceil((before + count) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const day = week * 7 + weekday - before + 1
      return day >= 1 && day <= count ? isoDate(year, month, day) : undefined
    }),
  )
}

export function Calendar(props: {
  value: string | undefined
  /** Business day: where the calendar opens and which day is marked. */
  today: string
  onChoose: (date: string) => void
}) {
  const { value, today, onChoose } = props
  const [focused, setFocused] = useState(value ?? today)
  const table = useRef<HTMLTableElement>(null)
  useEffect(() => {
    // Turning months by the buttons keeps the focus on them.
    if (document.activeElement?.closest('.calendar-head')) return
    table.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  })
  const { year, month } = dateParts(focused) ?? { year: 2017, month: 9 }
  const onKeyDown = (event: KeyboardEvent) => {
    const days = moves[event.key]
    if (days !== undefined) setFocused(shifted(focused, days))
    else if (event.key === 'PageUp') setFocused(shifted(focused, 0, -1))
    else if (event.key === 'PageDown') setFocused(shifted(focused, 0, 1))
    else return
    event.preventDefault()
  }
  return (
    <div className="calendar">
      <div className="calendar-head">
        <button type="button" aria-label="上个月" onClick={() => setFocused(shifted(focused, 0, -1))}>
          <Icon name="left" size={16} />
        </button>
        <strong aria-live="polite">
          {year}年{month}月
        </strong>
        <button type="button" aria-label="下个月" onClick={() => setFocused(shifted(focused, 0, 1))}>
          <Icon name="right" size={16} />
        </button>
      </div>
      <table ref={table} aria-label={`${year}年${month}月`}>
        <thead>
          <tr>
            {['一', '二', '三', '四', '五', '六', '日'].map((weekday) => (
              <th key={weekday} scope="col">
                {weekday}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(year, month).map((week) => (
            <tr key={week.find(Boolean)}>
              {week.map((date, weekday) => (
                <td key={weekday}>
                  {date !== undefined && (
                    <button
                      type="button"
                      tabIndex={date === focused ? 0 : -1}
                      aria-label={dateText(date)}
                      aria-pressed={date === value}
                      aria-current={date === today ? 'date' : undefined}
                      onKeyDown={onKeyDown}
                      onClick={() => onChoose(date)}
                    >
                      {dateParts(date)?.day}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

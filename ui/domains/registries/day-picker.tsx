/** 看哪一天: any past day, as it was known on that day or as it is known today. Both stand in the URL. */
import { DateField } from '../../forms/index.ts'
import { Button, Icon, dateText } from '../../design/index.ts'
import { useDisclosure } from '../../design/disclosure.ts'
import { useSearchValues, useSession } from '../../shell/index.ts'

/** The day that a record page shows: `query` for the routes, `past` when it is not today. */
export function useDay() {
  const [search, change] = useSearchValues()
  const { business_date } = useSession()
  const as_of = search['as_of']
  const past = as_of !== undefined && as_of !== business_date
  const hindsight = past && search['known'] === 'today'
  return {
    day: as_of ?? business_date,
    today: business_date,
    past,
    hindsight,
    query: past ? { as_of, ...(hindsight && { known_on: business_date }) } : {},
    change,
  }
}

export function DayPicker() {
  const { day, today, past, hindsight, change } = useDay()
  const { open, setOpen, container } = useDisclosure()
  if (today === '') return null
  return (
    <div className="day-picker" ref={container}>
      <span>看哪一天</span>
      <button type="button" className="day-picker-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span>
          {dateText(day)}
          {past ? (hindsight ? '，按今天所知' : '，按当天所知') : '，今天'}
        </span>
        <Icon name="down" size={14} weight={2.2} />
      </button>
      {open && (
        <div className="popup popup-end day-picker-popup">
          <DateField
            label="日期"
            value={day}
            today={today}
            onChange={(as_of) => {
              if (as_of !== undefined) change({ as_of: as_of === today ? undefined : as_of })
            }}
          />
          {past && (
            <>
              <label>
                <input
                  type="checkbox"
                  className="check"
                  checked={hindsight}
                  onChange={(event) => change({ known: event.target.checked ? 'today' : undefined })}
                />
                按今天所知看那一天（含后来补记、更正的）
              </label>
              <Button onClick={() => change({ as_of: undefined, known: undefined })}>回到今天</Button>
            </>
          )}
        </div>
      )}
    </div>
  )
}

/** Says that a past day is shown, so that nobody takes it for today. */
export function PastNotice() {
  const { day, past, hindsight, change } = useDay()
  if (!past) return null
  return (
    <p className="past-notice" role="status">
      <span>
        正在看 {dateText(day)} 的情况，{hindsight ? '按今天所知' : '按当天所知，后来才知道的不列'}
        。办理请回到今天。
      </span>
      <Button kind="link" onClick={() => change({ as_of: undefined, known: undefined })}>
        回到今天
      </Button>
    </p>
  )
}

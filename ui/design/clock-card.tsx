import { dayText, leftText } from './date-text.ts'
import { Light, lightOfWorkingDays } from './light.tsx'
import './clock-card.css'

type ClockCardProps = {
  /** Business date by which it must be done. */
  date: string
  /** Working days left on the business day; negative: past. */
  workingDaysLeft: number
  /** 出具审核意见. */
  act: string
  /** 审核审批办法第二十六条. */
  article?: string
  /** The clock stands still: 补正期间不计时. */
  paused?: string | undefined
}

/** What is left, until when, for what, by which article. */
export function ClockCard({ date, workingDaysLeft, act, article, paused }: ClockCardProps) {
  const light = paused === undefined ? lightOfWorkingDays(workingDaysLeft) : 'normal'
  return (
    <section className={`clock-card clock-card-${light}`} aria-label="时限">
      <Light state={light}>{paused ?? leftText(workingDaysLeft)}</Light>
      <p>
        {dayText(date)}前{act}
      </p>
      {article !== undefined && <p>{article}</p>}
    </section>
  )
}

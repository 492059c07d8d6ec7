import { type ReactNode, useEffect, useState } from 'react'
import { dateText } from '../design/date-text.ts'
import { Icon } from '../design/icon.tsx'
import { Light } from '../design/light.tsx'
import { DemonstrationTag, Tag } from '../design/tag.tsx'
import { useSession } from './session.tsx'
import './wall-frame.css'

type WallProps = {
  title: string
  /** Beside the title: 任务内容待核实. */
  tags?: string[]
  /** Machine time (milliseconds) of the last good answer. */
  updatedAt: number | undefined
  /** The latest two events; units and districts, never persons. */
  events?: { time: string; text: string }[]
  next?: { title: string; seconds: number; index: number; count: number } | undefined
  children: ReactNode
}

function useSeconds(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}

const clockTime = (moment: number) => new Date(moment).toTimeString().slice(0, 5)

function Age({ updatedAt, now }: { updatedAt: number | undefined; now: number }) {
  if (updatedAt === undefined) return <Light state="due_soon">正在取数</Light>
  const seconds = Math.max(0, Math.round((now - updatedAt) / 1000))
  if (seconds > 60) return <Light state="due_soon">数据已旧，{clockTime(updatedAt)}</Light>
  return <Light state="normal">数据 {seconds} 秒前</Light>
}

/** One screen of the wall: head with the data's age, foot with events and what comes next. */
export function WallScreen({ title, tags = [], updatedAt, events = [], next, children }: WallProps) {
  const session = useSession()
  const now = useSeconds()
  return (
    <div className="wall" data-frame="wall">
      <header className="wall-head">
        <Icon name="mark" weight={2} />
        <h1>{title}</h1>
        {session.demonstration && <DemonstrationTag />}
        {tags.map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
        <div className="wall-head-end">
          {session.business_date !== '' && <span>{dateText(session.business_date)}</span>}
          <span>{clockTime(now)}</span>
          <Age updatedAt={updatedAt} now={now} />
        </div>
      </header>
      <main>{children}</main>
      <footer className="wall-foot">
        {events.slice(0, 2).map((event) => (
          <span key={`${event.time} ${event.text}`} className="wall-foot-event">
            <time>{event.time}</time>
            {event.text}
          </span>
        ))}
        {next && (
          <div className="wall-foot-end">
            <span>
              下一屏　{next.title}　{next.seconds} 秒
            </span>
            <span className="wall-dots" aria-hidden="true">
              {Array.from({ length: next.count }, (_, index) => (
                <span
                  key={index}
                  className={index === next.index ? 'wall-dot wall-dot-current' : 'wall-dot'}
                />
              ))}
            </span>
          </div>
        )}
      </footer>
    </div>
  )
}

/** Turns through screens: `const { index, seconds } = useRotation(5, 30)`. Arrow keys turn by hand. */
export function useRotation(count: number, everySeconds: number): { index: number; seconds: number } {
  const [state, setState] = useState({ index: 0, seconds: everySeconds })
  useEffect(() => {
    const turn = (by: number) =>
      setState((now) => ({ index: (now.index + by + count) % count, seconds: everySeconds }))
    const timer = setInterval(
      () =>
        setState((now) =>
          now.seconds > 1
            ? { index: now.index, seconds: now.seconds - 1 }
            : { index: (now.index + 1) % count, seconds: everySeconds },
        ),
      1000,
    )
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'ArrowRight') turn(1)
      if (event.key === 'ArrowLeft') turn(-1)
    }
    document.addEventListener('keydown', onKey)
    return () => {
      clearInterval(timer)
      document.removeEventListener('keydown', onKey)
    }
  }, [count, everySeconds])
  return state
}

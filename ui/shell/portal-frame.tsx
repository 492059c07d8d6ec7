import { type ReactNode, createContext, useContext, useEffect, useState } from 'react'
import { DateText } from '../design/date-label.tsx'
import { weekdayText } from '../design/date-text.ts'
import { Icon } from '../design/icon.tsx'
import { DemonstrationTag } from '../design/tag.tsx'
import { TextLink } from '../design/text-link.tsx'
import { useLargeType } from './reading.ts'
import { useReadAloud } from './read-aloud.ts'
import { useSession } from './session.tsx'
import './portal-frame.css'

type FrameWords = { place?: string | undefined; foot?: ReactNode }

const FrameWordsContext = createContext<(words: FrameWords) => void>(() => {})

/** Puts a page's own words into the frame: `place` beside the mark (自助测算), `foot` at the right of the footer. */
export function usePortalFrame(words: { place?: string; foot?: string }): void {
  const set = useContext(FrameWordsContext)
  const { place, foot } = words
  useEffect(() => {
    set({ place, foot })
    return () => set({})
  }, [set, place, foot])
}

function Switches() {
  const [large, setLarge] = useLargeType()
  const aloud = useReadAloud()
  return (
    <div className="portal-switches">
      {aloud.available && (
        <button type="button" className="portal-aloud" aria-pressed={aloud.reading} onClick={aloud.toggle}>
          <Icon name="sound" />
          {aloud.reading ? '停读' : '朗读'}
        </button>
      )}
      <button type="button" role="switch" aria-checked={large} onClick={() => setLarge(!large)}>
        大字
        <span className="switch" />
      </button>
    </div>
  )
}

/** The residents' face: head with 朗读 and 大字, one column, footer with 演示数据 and the business day. */
export function PortalFrame({ children }: { children: ReactNode }) {
  const session = useSession()
  const [words, setWords] = useState<FrameWords>({})
  return (
    <div className="portal" data-frame="portal">
      <a className="skip-link" href="#content">
        跳到正文
      </a>
      <header className="portal-head">
        <div>
          <TextLink to="/" className="portal-mark">
            <Icon name="mark" size={24} weight={2} />
            海河
          </TextLink>
          <span className="portal-place">
            {words.place ??
              (session.city_name === '' ? '民政' : `${session.city_name.replace(/市$/, '')}民政`)}
          </span>
          <Switches />
        </div>
      </header>
      <FrameWordsContext value={setWords}>
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </FrameWordsContext>
      <footer className="portal-foot">
        <div>
          <span>{session.demonstration && <DemonstrationTag />}</span>
          <span>
            {words.foot ??
              (session.business_date !== '' && (
                <>
                  <span className="portal-year">{session.business_date.slice(0, 4)}年</span>
                  <DateText date={session.business_date} short />
                  {'　星期'}
                  {weekdayText(session.business_date)}
                </>
              ))}
          </span>
        </div>
      </footer>
    </div>
  )
}

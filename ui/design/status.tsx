/**
 * One quiet place in which a page says that something has been done (已受理，编号…). It is read aloud by screen
 * readers, stays until it is replaced or closed, and never carries an error that needs an act.
 */
import { type ReactNode, createContext, useCallback, useContext, useState } from 'react'
import { Icon } from './icon.tsx'
import './status.css'

const StatusContext = createContext<(message: string) => void>(() => {})

/** `say('已受理，津南开低保〔2017〕0327 号')`. */
export function useStatus(): (message: string) => void {
  return useContext(StatusContext)
}

export function StatusProvider({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState('')
  const say = useCallback((text: string) => setMessage(text), [])
  return (
    <StatusContext value={say}>
      {children}
      <div className="status-region" role="status">
        {message !== '' && (
          <div className="status-message">
            <Icon name="tick" />
            <span>{message}</span>
            <button type="button" aria-label="收起" onClick={() => setMessage('')}>
              <Icon name="cross" size={16} />
            </button>
          </div>
        )}
      </div>
    </StatusContext>
  )
}

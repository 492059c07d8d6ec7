import { useEffect, useId, useRef, useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { Icon } from '../design/icon.tsx'
import { problemOf } from '../design/problem.ts'
import { type SearchResult, searchProvider } from './search-provider.ts'

function useSlashKey(input: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.key !== '/' || target.closest('input, textarea, select, [contenteditable]')) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [input])
}

/** Answers for what is typed, a little after the last key. What is typed never enters a URL: it may be a name. */
function useResults(text: string): { results: SearchResult[] | undefined; failure: string | undefined } {
  const [state, setState] = useState<{ text: string; results?: SearchResult[]; failure?: string }>({
    text: '',
  })
  useEffect(() => {
    const trimmed = text.trim()
    if (trimmed.length < 2) return
    let current = true
    const timer = setTimeout(() => {
      searchProvider(trimmed).then(
        (results) => current && setState({ text, results }),
        (error: unknown) => current && setState({ text, failure: problemOf(error).title }),
      )
    }, 200)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text])
  // An answer to an earlier text is no answer to this one.
  return state.text === text
    ? { results: state.results, failure: state.failure }
    : { results: undefined, failure: undefined }
}

/** 姓名、证件后四位、办件号: finds people, households and cases from any page; `/` leads to it. */
export function SearchBox() {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const { results, failure } = useResults(text)
  const navigate = useNavigate()
  const list = useId()
  useSlashKey(input)
  const shown = open && text.trim().length >= 2 && (results !== undefined || failure !== undefined)
  const choose = (result: SearchResult | undefined) => {
    if (!result) return
    setOpen(false)
    setText('')
    input.current?.blur()
    void navigate({ to: result.path })
  }
  return (
    <div className="workbench-search" role="search">
      <label>
        <Icon name="search" size={18} />
        <span className="visually-hidden">查人、查户、查办件</span>
        <input
          ref={input}
          value={text}
          placeholder="姓名、证件后四位、办件号"
          autoComplete="off"
          role="combobox"
          aria-expanded={shown}
          aria-controls={list}
          aria-activedescendant={shown && results?.[active] ? `${list}-${active}` : undefined}
          onFocus={() => setOpen(true)}
          onBlur={() => setTimeout(() => setOpen(false), 150)}
          onChange={(event) => {
            setText(event.target.value)
            setActive(0)
          }}
          onKeyDown={(event) => {
            const last = (results?.length ?? 1) - 1
            if (event.key === 'ArrowDown') setActive(Math.min(active + 1, last))
            else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0))
            else if (event.key === 'Enter') choose(results?.[active])
            else if (event.key === 'Escape') event.currentTarget.blur()
            else return
            event.preventDefault()
          }}
        />
        <kbd aria-hidden="true">/</kbd>
      </label>
      <div id={list} role="listbox" aria-label="查到的" className="popup" hidden={!shown}>
        {results?.map((result, index) => (
          <div
            key={result.path}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="search-result"
            onPointerDown={(event) => {
              // Before the input loses focus, which would close the list.
              event.preventDefault()
              choose(result)
            }}
          >
            {result.title} <span className="second">{result.second}</span>
          </div>
        ))}
        {results?.length === 0 && (
          <div role="option" aria-selected="false" className="search-result">
            没有查到。姓名请写全，证件请写后四位。
          </div>
        )}
        {failure !== undefined && (
          <div role="option" aria-selected="false" className="search-result">
            {failure}
          </div>
        )}
      </div>
    </div>
  )
}

/**
 * A half-filled form, kept with one's account so that it goes on on any device, and in this window so that a lost
 * network or session loses nothing. Saved a moment after each change; nothing is thrown away on a conflict.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { draftRoutes } from '../../../server/casework/contract.ts'
import { ProblemError } from '../../design/index.ts'
import { call } from '../../shell/index.ts'

type Answers = Record<string, unknown>

export type DraftState = 'loading' | 'kept' | 'saving' | 'not_saved'

const pause = 700

/** Name of the window's own copy, as QuestionFlow keeps it. */
export const windowName = (form: string, subject: string): string => `${form}-${subject}`
const windowKey = (form: string, subject: string) => `haihe.draft.${windowName(form, subject)}`
/** Marks that this window holds something that no answer of the server has confirmed yet. */
const unsavedKey = (form: string, subject: string) => `haihe.draft-unsaved.${windowName(form, subject)}`
const versionKey = (form: string, subject: string) => `haihe.draft-version.${windowName(form, subject)}`

function versionAfterConflict(error: unknown): { version: number; answers: Answers } | undefined {
  if (!(error instanceof ProblemError) || error.problem.status !== 409) return undefined
  const current = error.problem.current as { version?: number; answers?: Answers } | undefined
  return typeof current?.version === 'number'
    ? { version: current.version, answers: current.answers ?? {} }
    : undefined
}

/** Fetches the draft into this window, then saves each change. `resumed`: there was one. */
export function useServerDraft(form: string, subject: string) {
  const [state, setState] = useState<DraftState>('loading')
  const [resumed, setResumed] = useState(false)
  const version = useRef(0)
  const waiting = useRef<Answers | undefined>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const sending = useRef(false)
  /** From here on a save that is still on its way must not bring back what has been handed in or thrown away. */
  const over = useRef(false)

  const send = useCallback(async () => {
    clearTimeout(timer.current)
    if (over.current || sending.current || waiting.current === undefined) return
    sending.current = true
    const answers = waiting.current
    waiting.current = undefined
    const save = (known: number, what: Answers) =>
      call(draftRoutes.save_draft, { params: { form, subject }, body: { version: known, answers: what } })
    try {
      const saved = await save(version.current, answers).catch((error: unknown) => {
        const current = versionAfterConflict(error)
        if (current === undefined) throw error
        return save(current.version, { ...current.answers, ...answers })
      })
      if (over.current) return
      version.current = saved.version
      sessionStorage.setItem(versionKey(form, subject), String(saved.version))
      if (waiting.current === undefined) sessionStorage.removeItem(unsavedKey(form, subject))
      setState('kept')
    } catch {
      waiting.current ??= answers
      setState('not_saved')
    } finally {
      sending.current = false
      if (over.current) {
        waiting.current = undefined
        await call(draftRoutes.discard_draft, { params: { form, subject } }).catch(() => undefined)
      }
    }
  }, [form, subject])

  const keep = useCallback(
    (answers: Answers) => {
      over.current = false
      waiting.current = answers
      sessionStorage.setItem(unsavedKey(form, subject), 'yes')
      setState('saving')
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void send(), pause)
    },
    [send, form, subject],
  )

  useEffect(() => {
    const stop = new AbortController()
    call(draftRoutes.find_draft, { params: { form, subject } }, { signal: stop.signal }).then(
      ({ draft }) => {
        const here = sessionStorage.getItem(windowKey(form, subject))
        version.current = draft?.version ?? 0
        // What another device saved since then is newer than this window's copy.
        const unsaved = here !== null && sessionStorage.getItem(unsavedKey(form, subject)) !== null
        const newer =
          !unsaved &&
          draft !== null &&
          sessionStorage.getItem(versionKey(form, subject)) !== String(draft.version)
        if (draft !== null && (here === null || newer)) {
          sessionStorage.setItem(windowKey(form, subject), JSON.stringify(draft.answers))
          sessionStorage.setItem(versionKey(form, subject), String(draft.version))
        }
        setResumed(draft !== null && Object.keys(draft.answers).length > 0)
        setState('kept')
        if (unsaved) keep(JSON.parse(here) as Answers)
      },
      () => {
        if (!stop.signal.aborted) setState('not_saved')
      },
    )
    return () => stop.abort()
  }, [form, subject, keep])

  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === 'hidden') void send()
    }
    document.addEventListener('visibilitychange', leave)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      void send()
    }
  }, [send])

  /** After it has been handed in: nothing stays, here or there (the server has thrown its copy away). */
  const forget = useCallback(() => {
    clearTimeout(timer.current)
    over.current = true
    waiting.current = undefined
    sessionStorage.removeItem(windowKey(form, subject))
    sessionStorage.removeItem(versionKey(form, subject))
    sessionStorage.removeItem(unsavedKey(form, subject))
  }, [form, subject])

  /** Begins anew, on all devices. */
  const discard = useCallback(async () => {
    forget()
    await call(draftRoutes.discard_draft, { params: { form, subject } })
    version.current = 0
    setResumed(false)
  }, [forget, form, subject])

  return { state, resumed, keep, forget, discard, saveAgain: send }
}

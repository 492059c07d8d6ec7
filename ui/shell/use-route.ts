/** Reading and acting through TanStack Query, typed from the contracts. */
import { useCallback, useRef } from 'react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ProblemError } from '../design/problem.ts'
import { type AnswerOf, type AnyRoute, type InputOf, call } from './api.ts'

/** Key under which a route's answers are kept; the first part is the path, so acts can forget by path. */
export function queryKeyOf<Route extends AnyRoute>(route: Route, input: InputOf<Route>): unknown[] {
  return [route.path, input]
}

type QueryOptions = {
  enabled?: boolean
  /** Ask again every so many milliseconds: walls and counts. */
  every?: number
  /** A session that ran out is an error of this query; nobody is asked to sign in in the middle of something. */
  quiet?: boolean
}

/** `const { data, error, refetch } = useQueryRoute(listCases, { query: { status } })`. Keeps the last rows while new ones come. */
export function useQueryRoute<Route extends AnyRoute>(
  route: Route,
  input: InputOf<Route>,
  options: QueryOptions = {},
) {
  return useQuery<AnswerOf<Route>>({
    queryKey: queryKeyOf(route, input),
    queryFn: ({ signal }) => call(route, input, { signal, quiet: options.quiet ?? false }),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
  })
}

/**
 * An act: `const act = useAct(acceptCase)`, then `act.mutate({ params, body })`. One idempotency key lasts until the
 * act succeeds or the input changes, so pressing again after a lost answer does nothing twice. On success all that is
 * shown is asked anew; until that is there, pressing once more does nothing.
 */
export function useAct<Route extends AnyRoute>(
  route: Route,
  options: {
    onDone?: (answer: AnswerOf<Route>, input: InputOf<Route>) => void
    /** It only reckons: nothing that is shown has changed by it. */
    asksOnly?: true
  } = {},
) {
  const client = useQueryClient()
  const attempt = useRef<{ input: string; key: string } | undefined>(undefined)
  const acting = useRef(false)
  const mutation = useMutation<AnswerOf<Route>, Error, InputOf<Route>>({
    mutationFn: (input) => {
      const text = JSON.stringify(input)
      if (attempt.current?.input !== text) attempt.current = { input: text, key: crypto.randomUUID() }
      return call(route, input, { idempotencyKey: attempt.current.key })
    },
    onSuccess: (answer, input) => {
      attempt.current = undefined
      options.onDone?.(answer, input)
      return options.asksOnly === true ? undefined : client.invalidateQueries()
    },
    onError: (error) => {
      // A stale page is the usual reason for a conflict: show what is there now.
      if (error instanceof ProblemError && error.problem.status === 409) void client.invalidateQueries()
    },
    onSettled: () => {
      acting.current = false
    },
  })
  const { mutate } = mutation
  const once = useCallback<typeof mutate>(
    (...given) => {
      // A second press may come before the button shows that it is busy.
      if (acting.current) return
      acting.current = true
      mutate(...given)
    },
    [mutate],
  )
  return { ...mutation, mutate: once }
}

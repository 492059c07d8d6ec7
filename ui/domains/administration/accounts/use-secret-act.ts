/** Acts whose answer is a secret that is shown once: sent without a key, so that the answer is kept nowhere. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type AnswerOf, type AnyRoute, type InputOf, call } from '../../../shell/index.ts'

export function useSecretAct<Route extends AnyRoute>(
  route: Route,
  options: { onDone: (answer: AnswerOf<Route>) => void },
) {
  const client = useQueryClient()
  return useMutation<AnswerOf<Route>, Error, InputOf<Route>>({
    mutationFn: (input) => call(route, input),
    onSuccess: (answer) => {
      options.onDone(answer)
      return client.invalidateQueries()
    },
  })
}

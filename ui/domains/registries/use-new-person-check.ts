/** Asks, while somebody is being typed, whether the registers know such a person. The text travels in the body. */
import { useEffect, useState } from 'react'
import { duplicateRoutes } from '../../../server/registries/people/contract.ts'
import { useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'

export type NewPersonCheck = AnswerOf<typeof duplicateRoutes.check_new_person>

/** A whole number, or a name with a birthday: less would find half the street. */
const enough = (typed: { name: string; identity_number: string; birth_date: string | null }): boolean =>
  typed.identity_number.length >= 18 ||
  (typed.identity_number === '' && typed.name !== '' && typed.birth_date !== null)

/** The text as it was when nobody had typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 300)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** undefined until there is enough to ask with, and while the answer is that of an earlier text. */
export function useNewPersonCheck(draft: {
  name: string
  identity_number: string
  birth_date: string | undefined
}): NewPersonCheck | undefined {
  const typed = {
    name: draft.name.trim(),
    identity_number: draft.identity_number.replaceAll(/\s/g, ''),
    birth_date: draft.birth_date ?? null,
  }
  const text = JSON.stringify(typed)
  const settled = useSettled(text)
  const asked = JSON.parse(settled) as typeof typed
  const { data, isPlaceholderData } = useQueryRoute(
    duplicateRoutes.check_new_person,
    { body: asked },
    { enabled: enough(asked) },
  )
  return settled === text && enough(asked) && !isPlaceholderData ? data : undefined
}

/** A source's word turned into answers to what it was asked; what it does not say stays unknown. Pure. */
import { findFactDefinition } from '../../../registries/people/index.ts'
import { silent, type Answer, type Asked } from '../sources.ts'
import type { Holding, MeansWord } from './contract.ts'

/** One answer to each thing that was asked. Whatever else the source says is left out: nobody asked for it. */
export function answersOfWord(asked: readonly Asked[], word: MeansWord): Answer[] {
  return asked.map((each) => {
    const holding =
      each.person_id === null
        ? word.household
        : (word.people.find(({ reference }) => reference === each.person_id) ?? null)
    return holding === null ? silent(each, word.as_of) : answerOf(each, holding, word.as_of)
  })
}

function answerOf(asked: Asked, holding: Holding, as_of: string): Answer {
  const definition = findFactDefinition(asked.fact_name)
  const given = holding.facts.find(({ fact }) => fact === asked.fact_name)?.value ?? null
  if (holding.holds === 'unknown') return silent(asked, as_of)
  if (definition?.value_kind === 'code') {
    const known = definition.codes.some(({ code }) => code === given)
    return known
      ? { ...asked, answered: true, found_value: null, found_code: given, as_of }
      : silent(asked, as_of)
  }
  // No record is none; a record that does not say how much is not.
  const value = holding.holds === 'no' ? '0' : given
  if (value === null || !/^\d{1,13}$/.test(value)) return silent(asked, as_of)
  if (definition?.value_kind === 'flag' && BigInt(value) > 1n) return silent(asked, as_of)
  return { ...asked, answered: true, found_value: BigInt(value), found_code: null, as_of }
}

export type Detail = { person_id: string | null; label: string; amount: bigint | null }

/** Single accounts, policies and homes, of those who were asked about. */
export function detailsOfWord(people: readonly string[], word: MeansWord): Detail[] {
  const of = (person_id: string | null, holding: Holding | null): Detail[] =>
    (holding?.details ?? []).map(({ label, amount }) => ({
      person_id,
      label,
      amount: amount === null ? null : BigInt(amount),
    }))
  return [
    ...of(null, word.household),
    ...word.people
      .filter(({ reference }) => people.includes(reference))
      .flatMap((each) => of(each.reference, each)),
  ]
}

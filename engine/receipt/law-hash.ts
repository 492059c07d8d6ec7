// The hash of the rules themselves: every step, label, article and declared fact, but no parameter's value.
// A comment or a file's name doesn't change it; a `<` that becomes `≤` does.
import { operandsOf } from '../quantity/form.ts'
import type { Quantity } from '../quantity/quantity.ts'
import type { Trace } from '../trace.ts'
import type { Json } from './canonical.ts'
import { canonical, toJson } from './canonical.ts'
import { sha256 } from './sha256.ts'

const hashes = new WeakMap<Trace, string>()

/** 64 hexadecimal digits. */
export function lawHash(trace: Trace): string {
  const existing = hashes.get(trace)
  if (existing !== undefined) return existing
  const steps: Json[] = []
  const places = new Map<Quantity, number>()
  const place = (quantity: Quantity): number => {
    const known = places.get(quantity)
    if (known !== undefined) return known
    const { form, unit, entity } = quantity
    const operands = operandsOf(form).map(place)
    const own = Object.entries(form).filter(([, part]) => !operandsOf(form).includes(part as Quantity))
    steps.push({ unit, entity, operands, ...(toJson(Object.fromEntries(own)) as object) })
    places.set(quantity, steps.length - 1)
    return steps.length - 1
  }
  const outputs = trace.outputs.map(({ name, quantity }) => ({ name, step: place(quantity) }))
  const { programme, version } = trace
  const hash = sha256(
    canonical({
      programme: programme.id,
      version: version.id,
      document: version.document,
      maxMembers: programme.maxMembers,
      outputs,
      steps,
    }),
  )
  hashes.set(trace, hash)
  return hash
}

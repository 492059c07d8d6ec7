/**
 * Labels that upper layers give to codes which lower layers only pass through, e.g. a programme's Chinese title.
 * Filled once at start by the layer that knows them, so that no layer has to look upwards.
 */
const labels = new Map<string, string>()

/** Tells the Chinese labels of the codes of one kind, e.g. `registerLabels('programme', { … })`. */
export function registerLabels(kind: string, entries: Record<string, string>): void {
  for (const [code, label] of Object.entries(entries)) labels.set(`${kind}:${code}`, label)
}

/** The label of a code; the code itself where nobody gave one. */
export function labelOf(kind: string, code: string): string {
  return labels.get(`${kind}:${code}`) ?? code
}

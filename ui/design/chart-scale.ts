/** Axis steps that people can read: 0, 3,000, 6,000, 9,000. */
export function niceTicks(max: number, count = 3): number[] {
  if (!(max > 0)) return [0, 1]
  const rough = max / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step =
    [1, 1.5, 2, 2.5, 3, 4, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? 10 * power
  return Array.from({ length: Math.ceil(max / step) + 1 }, (_, index) =>
    Number((index * step).toPrecision(6)),
  )
}

export type AxisLabel = { at: number; text: string; anchor: 'start' | 'middle' | 'end' }

/**
 * Those of the labels under an axis that do not run into one named before them: the first of the list matter most.
 * `letter` is the size of their type in pixels.
 */
export function withoutCollisions<Label extends AxisLabel>(labels: Label[], letter = 12): Label[] {
  const kept: { label: Label; from: number; to: number }[] = []
  for (const label of labels) {
    const width = widthOf(label.text, letter)
    const from = label.at - { start: 0, middle: width / 2, end: width }[label.anchor]
    if (kept.every((other) => from > other.to + 4 || from + width < other.from - 4))
      kept.push({ label, from, to: from + width })
  }
  return kept.map(({ label }) => label)
}

/** About how many pixels a label takes: a Chinese character is as wide as high. */
function widthOf(text: string, letter: number): number {
  return [...text].reduce((sum, character) => sum + letter * (character > '\u00ff' ? 1.04 : 0.58), 0)
}

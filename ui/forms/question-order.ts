/** Which questions are asked, in which order, and where back and next lead. Pure. */

/** Answers by question key: undefined = not reached, null = 说不准 (unknown, not no). */
export type Answers = Record<string, unknown>

type Asked = { key: string; show?: (answers: Answers) => boolean }

/** The questions that the answers so far call for. */
export function questionsAsked<Question extends Asked>(
  questions: readonly Question[],
  answers: Answers,
): Question[] {
  return questions.filter((question) => question.show?.(answers) ?? true)
}

/** The first question that has not been answered or skipped; `check` when all have. */
export function firstOpen(questions: readonly Asked[], answers: Answers): string {
  return (
    questionsAsked(questions, answers).find((question) => answers[question.key] === undefined)?.key ?? 'check'
  )
}

/** A step may be opened when all before it are answered or skipped; else the first open one comes instead. */
export function stepToShow(questions: readonly Asked[], answers: Answers, asked: string | undefined): string {
  const open = firstOpen(questions, answers)
  if (asked === undefined) return open
  const keys = [...questionsAsked(questions, answers).map((question) => question.key), 'check']
  const [askedAt, openAt] = [keys.indexOf(asked), keys.indexOf(open)]
  return askedAt === -1 || askedAt > openAt ? open : asked
}

/** Answers to questions that are no longer asked are left out of what is sent. */
export function answersToSend(questions: readonly Asked[], answers: Answers): Answers {
  return Object.fromEntries(
    questionsAsked(questions, answers).map((question) => [question.key, answers[question.key] ?? null]),
  )
}

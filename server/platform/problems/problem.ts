/**
 * A refusal with a code, a status, a Chinese title and what to do about it. Every module lists its own with
 * `defineProblems`; together they are one catalogue in which no code occurs twice. A database constraint that
 * stands for a refusal is named beside it, so its violation becomes that problem and not an unknown error.
 */

export type ProblemEntry = {
  status: number
  title: string
  /** What the reader can do now; shown below the title. */
  advice: string
  /** Names of database constraints whose violation is this problem. */
  constraints?: readonly string[]
  /** The field that it is about, where that is always the same. */
  field?: string
}

export type ProblemDetails = {
  /** Replaces the catalogue's advice. */
  detail?: string
  /** Field of the form, e.g. `identity_number` or `members.0.name`. */
  field?: string
  errors?: { field: string; message: string }[]
  /** Where a rule of law refused. */
  article?: { document: string; article: string }
  /** On a 409: the version in the database, and the one that was sent. */
  current?: unknown
  yours?: unknown
  /** Seconds until another try makes sense. */
  retry_after?: number
}

/** Thrown anywhere below the door; the door turns it into `application/problem+json`. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly details: ProblemDetails

  constructor(code: string, entry: ProblemEntry, details: ProblemDetails) {
    super(`${code}: ${entry.title}`)
    this.name = 'Problem'
    this.code = code
    this.status = entry.status
    this.title = entry.title
    const { field, advice } = entry
    this.details = { detail: advice, ...(field !== undefined && { field }), ...details }
  }

  /** The same refusal, said of a part of a form: `name` becomes `members.0.name`, no field becomes `members.0`. */
  ofPart(part: string): Problem {
    const { field, errors } = this.details
    const within = (name: string) => `${part}.${name}`
    const entry = { status: this.status, title: this.title, advice: '' }
    return new Problem(this.code, entry, {
      ...this.details,
      field: field === undefined ? part : within(field),
      ...(errors !== undefined && { errors: errors.map((each) => ({ ...each, field: within(each.field) })) }),
    })
  }
}

const catalogue = new Map<string, ProblemEntry>()
const codeByConstraint = new Map<string, string>()

/**
 * Adds a module's refusals to the catalogue. Returns the function that makes them:
 * `throw problem('case_already_open', { field: 'household_id' })`. Throws when a code or constraint is taken.
 */
export function defineProblems<const Entries extends Record<string, ProblemEntry>>(
  entries: Entries,
): (code: keyof Entries & string, details?: ProblemDetails) => Problem {
  for (const [code, entry] of Object.entries(entries)) {
    if (catalogue.has(code)) throw new Error(`problem code ${code} is defined twice`)
    catalogue.set(code, entry)
    for (const constraint of entry.constraints ?? []) {
      if (codeByConstraint.has(constraint)) throw new Error(`constraint ${constraint} has two problems`)
      codeByConstraint.set(constraint, code)
    }
  }
  return (code, details = {}) => new Problem(code, entries[code] as ProblemEntry, details)
}

/** The problem that a violated database constraint stands for, if any module named it. */
export function findProblemOfConstraint(constraint: string | undefined): Problem | undefined {
  const code = constraint === undefined ? undefined : codeByConstraint.get(constraint)
  const entry = code === undefined ? undefined : catalogue.get(code)
  return code === undefined || entry === undefined ? undefined : new Problem(code, entry, {})
}

/** Does a part of what a form asks for; what is refused in it names the part. */
export async function inPart<Answer>(part: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    const { constraint_name } = error as { constraint_name?: string }
    const refusal = error instanceof Problem ? error : findProblemOfConstraint(constraint_name)
    throw refusal?.ofPart(part) ?? error
  }
}

/** The whole catalogue, for documentation and tests. */
export function listProblems(): { code: string; entry: ProblemEntry }[] {
  return [...catalogue].map(([code, entry]) => ({ code, entry })).sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** What a programme brings besides its rules; every programme's `programme.ts` exports one of these. */
import type { HouseholdFacts, Programme } from '../engine/index.ts'
import type { ProcedureDefinition } from './procedure.ts'
import type { Evidence, Question } from './questions.ts'

/** Answers of the self-check by question's fact; money in fen, null or absent = skipped. */
export type SelfCheckAnswers = Readonly<Record<string, bigint | number | string | boolean | null | undefined>>

/** A programme of the catalogue: the rules as the engine runs them, and all that goes with them. */
export type PolicyProgramme = {
  readonly id: string
  readonly title: string
  /** Its short word, as in case numbers: 津南开低保〔2017〕0327号. */
  readonly shortTitle: string
  readonly domain: string
  /** Its folder under `law/`. */
  readonly folder: string
  readonly summary: string
  /** What the engine decides, simulates and describes. */
  readonly rules: Programme
  readonly selfCheck: readonly Question[]
  /** The household that the self-check's answers stand for; skipped answers stay unknown. */
  readonly fromSelfCheck: (answers: SelfCheckAnswers) => HouseholdFacts
  /** Values of the day for `{placeholders}` in the questions' texts. */
  readonly questionValues: (date: string, division: string) => Readonly<Record<string, string>>
  readonly questions: readonly Question[]
  readonly evidence: readonly Evidence[]
  readonly procedures: readonly ProcedureDefinition[]
}

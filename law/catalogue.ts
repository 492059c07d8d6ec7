/** What a programme brings besides its rules; every programme's `programme.ts` exports one of these. */
import type { Decision, DecisionInput, HouseholdFacts, Programme } from '../engine/index.ts'
import type { Payment } from './payment.ts'
import type { ProcedureDefinition } from './procedure.ts'
import type { Evidence, Question } from './questions.ts'

/** Answers of the self-check by question's fact; money in fen, null or absent = skipped. */
export type SelfCheckAnswers = Readonly<Record<string, bigint | number | string | boolean | null | undefined>>

/** Who answers a fact that no application asks for. */
export type FactSupplier =
  | 'register'
  | 'entitlements'
  | 'insurance_platform'
  | 'hospital'
  | 'claims'
  | 'street'
  | 'veterans_register'

/** A fact that does not come from the applicant. */
export type SuppliedFact = {
  readonly fact: string
  readonly by: FactSupplier
  /** Who may say otherwise for a case, where a register cannot know it all. */
  readonly correctedBy?: 'street'
}

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
  /** Whether the house takes applications, decides and pays. Otherwise nobody applies: it is law only,
   * decided, described and simulated, or it goes by a roster that the office draws. */
  readonly offered: boolean
  /** What kind of payment, for whom, to whom. */
  readonly payment: Payment
  /** What the engine decides, simulates and describes. */
  readonly rules: Programme
  readonly selfCheck: readonly Question[]
  /** The household that the self-check's answers stand for; skipped answers stay unknown. */
  readonly fromSelfCheck: (answers: SelfCheckAnswers) => HouseholdFacts
  /** Values of the day for `{placeholders}` in the questions' texts, by the rules with all values enacted since. */
  readonly questionValues: (
    rules: Programme,
    date: string,
    division: string,
  ) => Readonly<Record<string, string>>
  readonly questions: readonly Question[]
  /** Facts that others answer; together with the questions they are all the facts of the rules. */
  readonly supplied: readonly SuppliedFact[]
  readonly evidence: readonly Evidence[]
  /** Empty where nothing is applied for: a claim is settled at the counter, a roster is drawn up by the office. */
  readonly procedures: readonly ProcedureDefinition[]
  /** Facts that follow from what other programmes decided for the same household, by programme. */
  readonly factsFromDecisions?: (
    decisions: ReadonlyMap<string, Decision>,
    memberIds: readonly string[],
  ) => DerivedFacts
  /** What an event that a register tells of says of the household, where that is what the programme is for. */
  readonly followsFrom?: Readonly<Partial<Record<'hospital_bill', HouseholdFacts['household']>>>
  /** Facts that follow from what the household has been granted; what they leave out stays as it was. */
  readonly factsFromBenefits?: (had: BenefitsHad, input: DecisionInput) => DerivedFacts
}

/** What a household has been granted, as the rules of other programmes, or of the same one again, go by it. */
export type BenefitsHad = {
  /** Programmes that pay the household on the day. */
  readonly running: readonly string[]
  /** One-off payments in other matters that stand, with the household's facts that they were decided on. */
  readonly once: readonly {
    readonly programme_id: string
    readonly decided_on: string
    readonly household: Readonly<Record<string, unknown>>
  }[]
}

/** Facts for the household and for its members by id; what is absent stays as it was. */
export type DerivedFacts = {
  readonly household?: HouseholdFacts['household']
  readonly members?: Readonly<Record<string, HouseholdFacts['household']>>
}

/** Questions and evidence as data: what is asked, why, where the answer can be found, which fact it fills. */
import type { ArticleReference } from './procedure.ts'

export type Control = 'money' | 'count' | 'yes_no' | 'choice' | 'date'

/** One screen of a question flow. Text may hold `{parameter}`, filled with the value of the day. */
export type Question = {
  id: string
  /** The fact's key; for the self-check also `member_count` and `household_income`. */
  fact: string
  entity: 'household' | 'person'
  text: string
  hint?: string
  label: string
  why: string
  where: { label: string; text: string }[]
  control: Control
  unit?: string
  options?: { value: string; label: string }[]
  /** Of the self-check: further facts that the answer says something of. Who skipped it lacks these too. */
  standsFor?: string[]
  /** Asked only when an earlier answer has one of these values. */
  onlyIf?: { fact: string; values: string[] }
  article: ArticleReference
}

/** A document or an authorisation the applicant brings, or that a register answers. */
export type Evidence = {
  id: string
  title: string
  /** Facts that rest on it. */
  facts: string[]
  /** Who has to have it: every member, every adult, only members for whom a fact says so, or the household. */
  holder: 'household' | 'member' | 'adult' | 'member_with_fact'
  required: boolean
  /** Where it comes from when the registers can answer. */
  register?: string
  note?: string
  article: ArticleReference
}

/** Questions, answers and evidence as law/ declares them, filled with the values of the day. */
import { z } from 'zod'
import { paymentKind } from '../../casework/contract.ts'
import { defineRoute, identifier, isoDate } from '../../platform/http/contract.ts'

export const articleReference = z.object({
  document: z.string(),
  article: z.string(),
  document_title: z.string(),
  /** What the article says, in plain words; null when law.md has no such heading. */
  text: z.string().nullable(),
})

/** Money in fen as text, counts as numbers, yes/no as booleans, codes and days as text; null: 说不准. */
export const answerValue = z.union([z.string().max(200), z.number().int(), z.boolean(), z.null()])
export const answers = z.record(z.string().max(60), answerValue)
export type Answers = z.infer<typeof answers>

export const householdAnswers = z.object({
  household: answers,
  members: z.array(z.object({ person_id: identifier, answers })).max(50),
})
export type HouseholdAnswers = z.infer<typeof householdAnswers>

export const questionView = z.object({
  id: z.string(),
  fact: z.string(),
  entity: z.enum(['household', 'person']),
  text: z.string(),
  hint: z.string().nullable(),
  label: z.string(),
  why: z.string(),
  where: z.array(z.object({ label: z.string(), text: z.string() })),
  control: z.enum(['money', 'count', 'yes_no', 'choice', 'date']),
  unit: z.string().nullable(),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  only_if: z.object({ fact: z.string(), values: z.array(z.string()) }).nullable(),
  article: articleReference,
})

export const evidenceView = z.object({
  id: z.string(),
  title: z.string(),
  holder: z.enum(['household', 'member', 'adult', 'member_with_fact']),
  required: z.boolean(),
  facts: z.array(z.string()),
  /** The register that answers instead of a paper. */
  register: z.string().nullable(),
  note: z.string().nullable(),
  article: articleReference,
})

export const programmeView = z.object({
  programme_id: z.string(),
  title: z.string(),
  domain: z.string(),
  summary: z.string(),
  payment_kind: paymentKind,
})

export const questionRoutes = {
  list_programmes: defineRoute({
    method: 'GET',
    path: '/api/programmes',
    summary: '可以测算和申请的项目',
    tags: ['政策'],
    access: 'public',
    response: z.object({ rows: z.array(programmeView) }),
  }),
  list_self_check_questions: defineRoute({
    method: 'GET',
    path: '/api/self-check/questions',
    summary: '自助测算的问题',
    tags: ['自助测算'],
    access: 'public',
    response: z.object({ as_of: isoDate, questions: z.array(questionView) }),
  }),
}

/** 核定: what only the office can say of a case, such as how much is needed; recorded where the visit is. */
import { z } from 'zod'
import { defineRoute, identifier, isoDate } from '../../platform/http/contract.ts'
import { answerValue } from '../questions/contract.ts'

/** One thing to be found out, as a field. */
export const assessmentField = z.object({
  fact: z.string(),
  label: z.string(),
  hint: z.string().nullable(),
  entity: z.enum(['household', 'person']),
  control: z.enum(['money', 'count', 'yes_no', 'choice', 'date']),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  /** The register already says something; the office may say otherwise. */
  known_from_register: z.boolean(),
})

const assessed = z.object({
  fact: z.string().max(60),
  person_id: identifier.nullable().describe('空：全户'),
  value: answerValue,
})

export const assessmentView = z.object({
  /** Whom the fields of members are asked of. */
  person_ids: z.array(identifier),
  fields: z.array(assessmentField),
  /** What is known so far, with where it is from. */
  values: z.array(assessed.extend({ source_name: z.string(), known_on: isoDate })),
})

export const assessmentRoutes = {
  record_assessment: defineRoute({
    method: 'POST',
    path: '/api/benefit-cases/:case_id/assessment',
    summary: '登记核定；再登记的代替以前的',
    tags: ['办件'],
    access: 'staff',
    params: z.object({ case_id: identifier }),
    body: z.object({
      version: z.number().int().min(1),
      facts: z.array(assessed).min(1).max(200),
      note: z.string().trim().max(1000).default('').describe('怎么核定的'),
    }),
    response: z.object({
      case_id: identifier,
      version: z.number().int(),
      step_id: z.string(),
      state: z.enum(['open', 'closed']),
      due_on: isoDate.nullable(),
    }),
  }),
}

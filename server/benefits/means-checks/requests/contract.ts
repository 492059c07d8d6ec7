/** How a source is asked and how it answers: the body of the exchange, the same for all ten. */
import { z } from 'zod'
import { identifier, isoDate } from '../../../platform/http/contract.ts'

/** `POST {来源的地址}`: about whom, on whose authority, for which day. */
export const meansQuestion = z.object({
  source: z.string(),
  as_of: isoDate,
  people: z.array(
    z.object({
      reference: identifier,
      name: z.string(),
      identity_number: z.string(),
      authorisation: identifier.describe('核对授权的编号'),
    }),
  ),
})

const wholeNumber = z.string().regex(/^\d{1,13}$/)

const holding = z.object({
  holds: z.enum(['yes', 'no', 'unknown']).describe('有、没有、不知道'),
  /** Fen, counts, flags 0 and 1 as whole numbers, codes as text. */
  facts: z.array(z.object({ fact: z.string().max(60), value: z.string().max(60).nullable() })).max(20),
  details: z
    .array(z.object({ label: z.string().min(1).max(200), amount: wholeNumber.nullable() }))
    .max(200)
    .default([]),
})
export type Holding = z.infer<typeof holding>

export const meansWord = z.object({
  as_of: isoDate.describe('账册截至哪一天'),
  people: z.array(holding.extend({ reference: identifier })).max(100),
  household: holding.nullable().default(null),
})
export type MeansWord = z.infer<typeof meansWord>

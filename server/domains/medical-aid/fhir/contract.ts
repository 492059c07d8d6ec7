/**
 * The same settlement in the words of HL7 FHIR R4: Claim, ClaimResponse, CoverageEligibilityRequest and its response.
 * Of these resources what a settlement needs is read; what else a sender puts in is left alone, as FHIR asks for.
 */
import { z } from 'zod'
import { defineRoute, isoDate } from '../../../platform/http/contract.ts'

/** Systems of codes and identifiers that are this house's own. */
export const systems = {
  claim_number: 'urn:haihe:claim-number',
  bill_kind: 'urn:haihe:bill-kind',
  policy: 'urn:haihe:policy',
  coverage: 'urn:haihe:coverage',
  medical_group: 'urn:haihe:medical-group',
  programme: 'urn:haihe:programme',
  problem: 'urn:haihe:problem',
  /** Resident identity numbers (GB 11643), as the national object identifier names them. */
  identity_number: 'urn:oid:2.16.156.10011.1.3',
  adjudication: 'http://terminology.hl7.org/CodeSystem/adjudication',
} as const

const text = z.string().min(1).max(200)
const coding = z.looseObject({ system: text.optional(), code: text })
const codeable = z.looseObject({ coding: z.array(coding).min(1).max(20) })
const identifier = z.looseObject({ system: text.optional(), value: text })
const reference = z.looseObject({
  reference: text.optional(),
  identifier: identifier.optional(),
  display: text.optional(),
})
const money = z.looseObject({ value: z.number().min(0).max(10_000_000_000), currency: z.literal('CNY') })
const period = z.looseObject({ start: isoDate, end: isoDate })

const patient = z.looseObject({
  resourceType: z.literal('Patient'),
  id: text,
  identifier: z.array(identifier).min(1).max(10),
  name: z.array(z.looseObject({ text })).min(1).max(5),
})
/** What another payer has paid already. */
const paidBefore = z.looseObject({
  resourceType: z.literal('ClaimResponse'),
  id: text,
  payment: z.looseObject({ amount: money }),
})
const contained = z
  .array(z.union([patient, paidBefore, z.looseObject({ resourceType: text })]))
  .min(1)
  .max(20)

export const fhirClaim = z.looseObject({
  resourceType: z.literal('Claim'),
  identifier: z.array(identifier).min(1).max(10).describe(`单号：system 为 ${systems.claim_number}`),
  status: z.literal('active'),
  type: codeable.describe(
    `单子的类别：system 为 ${systems.bill_kind}，inpatient、chronic_outpatient、outpatient`,
  ),
  use: z.enum(['claim', 'predetermination']).describe('claim 结算，predetermination 预结算'),
  patient: reference.describe('指向 contained 里的 Patient'),
  billablePeriod: period,
  created: z.string().min(10).max(40),
  provider: reference,
  priority: codeable,
  insurance: z
    .array(
      z.looseObject({
        sequence: z.number().int().min(1),
        focal: z.boolean(),
        coverage: reference,
        claimResponse: reference.optional(),
      }),
    )
    .min(1)
    .max(10)
    .describe(
      `各方：coverage.identifier 的 system 为 ${systems.coverage}，basic_insurance、serious_illness_insurance、medical_aid；已付的指向 contained 里的 ClaimResponse`,
    ),
  item: z
    .array(
      z.looseObject({
        sequence: z.number().int().min(1),
        category: codeable.describe(`政策范围：system 为 ${systems.policy}，within、outside`),
        productOrService: z.looseObject({
          text: text.optional(),
          coding: z.array(coding).max(20).optional(),
        }),
        net: money,
      }),
    )
    .min(1)
    .max(500),
  total: money,
  contained,
})
export type FhirClaim = z.output<typeof fhirClaim>
export type FhirContained = FhirClaim['contained'][number]

export const fhirEligibilityRequest = z.looseObject({
  resourceType: z.literal('CoverageEligibilityRequest'),
  status: z.literal('active'),
  purpose: z.array(z.enum(['auth-requirements', 'benefits', 'discovery', 'validation'])).min(1),
  patient: reference,
  servicedDate: isoDate,
  created: z.string().min(10).max(40),
  insurer: reference,
  contained,
})
export type FhirEligibilityRequest = z.output<typeof fhirEligibilityRequest>

const answer = z.record(z.string(), z.unknown())
const tags = ['医院结算 FHIR']
const signed = '凭签名（RFC 9421，Ed25519），不凭登录'

export const fhirRoutes = {
  submit_claim: defineRoute({
    method: 'POST',
    path: '/api/fhir/Claim',
    summary: `Claim → ClaimResponse：预结算或者结算；${signed}`,
    tags,
    access: 'public',
    body: fhirClaim,
    response: answer,
  }),
  check_eligibility: defineRoute({
    method: 'POST',
    path: '/api/fhir/CoverageEligibilityRequest',
    summary: `CoverageEligibilityRequest → CoverageEligibilityResponse：病人那一天的身份和当年累计；${signed}`,
    tags,
    access: 'public',
    body: fhirEligibilityRequest,
    response: answer,
  }),
}

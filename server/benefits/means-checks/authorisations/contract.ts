/** 核对授权: given by every member or the guardian, handed in later, withdrawn. */
import { z } from 'zod'
import { defineRoute, identifier, isoDate } from '../../../platform/http/contract.ts'

export const authorisationCapacity = z.enum(['self', 'guardian_of_child', 'guardian_of_adult'])

/** A guardian who does not live in the household. */
export const outsideGuardian = z.object({
  name: z.string().trim().min(1, '请填写监护人姓名').max(60),
  identity_number: z.string().trim().max(18),
  relation: z.string().trim().min(1, '请填写与本人的关系').max(40),
})

export const authorisationView = z.object({
  authorisation_id: identifier,
  person_id: identifier,
  person_name: z.string(),
  capacity: authorisationCapacity,
  signed_by: identifier.nullable(),
  signed_by_name: z.string(),
  /** 祖母; only of a guardian who lives elsewhere. */
  guardian_relation: z.string().nullable(),
  signed_on: isoDate,
  file_id: identifier.nullable(),
  withdrawn_on: isoDate.nullable(),
  /** The caller may withdraw it now. */
  may_withdraw: z.boolean(),
})

/** Somebody whose authorisation the check still needs. */
export const missingAuthorisation = z.object({
  person_id: identifier,
  person_name: z.string(),
  adult: z.boolean(),
  /** The caller may give it now, by himself. */
  may_give: z.boolean(),
})

const tags = ['经济状况核对']
const params = z.object({ case_id: identifier })

export const authorisationRoutes = {
  authorise_means_check: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/authorisations',
    summary: '补交核对授权：本人在手机上，或窗口收到签好的授权书',
    tags,
    access: 'signed_in',
    params,
    body: z.object({
      person_id: identifier,
      signed_by: identifier.nullable().default(null).describe('空：不同住的监护人签，见 guardian'),
      guardian: outsideGuardian.nullable().default(null),
      file_id: identifier.nullable().default(null).describe('授权书照片；窗口收的和监护人代签的必填'),
    }),
    response: z.object({ person_id: identifier, signed_on: isoDate }),
  }),
  withdraw_authorisation: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/authorisations/withdrawal',
    summary: '撤回核对授权：停止查询，已查到的不再使用',
    tags,
    access: 'signed_in',
    params,
    body: z.object({
      person_id: identifier,
      file_id: identifier.nullable().default(null).describe('撤回书照片；窗口收的必填'),
    }),
    response: z.object({ person_id: identifier, withdrawn_on: isoDate }),
  }),
}

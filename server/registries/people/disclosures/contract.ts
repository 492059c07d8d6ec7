/** A look at what is masked, or facts taken out of the house: with a reason, logged, told to the person concerned. */
import { z } from 'zod'
import { defineRoute, identifier, isoDate } from '../../../platform/http/contract.ts'

export const disclosedField = z.enum(['identity_number', 'telephone', 'bank_account'])
/** What may stand in the log besides: what a visitor's phone was given. */
const loggedField = z.enum([...disclosedField.options, 'field_visit'])

export const disclosureRequest = z.object({
  field: disclosedField,
  reason: z.string().trim().min(4, '请写明用途，至少 4 个字').max(200),
})

export const disclosureView = z.object({
  disclosure_id: identifier,
  field: loggedField,
  field_title: z.string(),
  reason: z.string(),
  at: z.string(),
  business_date: isoDate,
  viewer_name: z.string(),
  viewer_unit: z.string(),
})

const tags = ['人员']

export const disclosureRoutes = {
  disclose: defineRoute({
    method: 'POST',
    path: '/api/people/:person_id/disclosures',
    summary: '说明用途后查看隐去的号码；记入日志，本人可查',
    tags,
    access: 'staff',
    params: z.object({ person_id: identifier }),
    body: disclosureRequest,
    response: z.object({ field: disclosedField, value: z.string().nullable(), disclosure_id: identifier }),
  }),
  list_disclosures: defineRoute({
    method: 'GET',
    path: '/api/people/:person_id/disclosures',
    summary: '谁看过这个人的号码',
    tags,
    access: 'staff',
    params: z.object({ person_id: identifier }),
    response: z.object({ rows: z.array(disclosureView) }),
  }),
  list_my_disclosures: defineRoute({
    method: 'GET',
    path: '/api/my/disclosures',
    summary: '谁看过我的号码',
    tags,
    access: 'resident',
    response: z.object({ rows: z.array(disclosureView) }),
  }),
}

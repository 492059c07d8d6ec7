/** Records that may be one human being: side by side, linked or told apart, undone; never merged. */
import { z } from 'zod'
import { defineRoute, divisionCode, identifier, isoDate } from '../../../platform/http/contract.ts'
import { personRow, sex } from '../search/contract.ts'

export const duplicateReason = z.enum([
  'same_name_and_birth_date',
  'similar_identity_number',
  'same_telephone',
  'same_pinyin_and_birth_date',
])
export const linkDecision = z.enum(['linked', 'distinct', 'undone'])

export const linkView = z.object({
  link_id: identifier,
  person_id: identifier,
  other_person_id: identifier,
  decision: linkDecision,
  reason: z.string(),
  decided_on: isoDate,
  decided_by_name: z.string().nullable(),
})

export const duplicateCandidate = z.object({
  person: personRow,
  reasons: z.array(z.object({ reason: duplicateReason, label: z.string() })),
  /** Field by field, so that the eye finds the difference; numbers masked. */
  comparison: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      left: z.string().nullable(),
      right: z.string().nullable(),
      same: z.boolean(),
    }),
  ),
  link: linkView.nullable().describe('最近一次认定；没有认定过为空'),
})

export const duplicatePair = z.object({
  left: personRow,
  right: personRow,
  reasons: z.array(z.object({ reason: duplicateReason, label: z.string() })),
})

/** What of a person is typed already, before anything is registered. */
export const personToCheck = z.object({
  name: z.string().trim().max(60).default(''),
  identity_number: z.string().trim().max(40).nullable().default(null),
  birth_date: isoDate.nullable().default(null),
})

export const checkedNewPerson = z.object({
  wrong: z.string().nullable().describe('证件号码哪里不对；对的或没有填的为空'),
  sex: sex.nullable().describe('证件号码里的性别'),
  birth_date: isoDate.nullable().describe('证件号码里的出生日期'),
  registered: personRow.nullable().describe('辖区内同一号码的登记'),
  registered_elsewhere: z.boolean().describe('号码在本市已登记，但不在您能看到的范围'),
  candidates: z.array(
    z.object({
      person: personRow,
      reasons: z.array(z.object({ reason: duplicateReason, label: z.string() })),
    }),
  ),
})

const tags = ['疑似重复']

export const duplicateRoutes = {
  check_new_person: defineRoute({
    method: 'POST',
    path: '/api/people/check',
    summary: '登记之前：号码对不对，这个人是不是已经登记过',
    tags,
    access: 'staff',
    body: personToCheck,
    response: checkedNewPerson,
  }),
  list_candidates: defineRoute({
    method: 'GET',
    path: '/api/people/:person_id/duplicates',
    summary: '与此人疑似重复的登记，并排比较',
    tags,
    access: 'staff',
    params: z.object({ person_id: identifier }),
    response: z.object({ person: personRow, candidates: z.array(duplicateCandidate) }),
  }),
  list_duplicate_pairs: defineRoute({
    method: 'GET',
    path: '/api/duplicates',
    summary: '一个街道或社区内姓名与出生日期相同、尚未认定的登记',
    tags,
    access: 'staff',
    query: z.object({
      division: divisionCode.optional().describe('街道或社区；不给为本人辖区'),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    response: z.object({ rows: z.array(duplicatePair), more: z.boolean() }),
  }),
  decide_link: defineRoute({
    method: 'POST',
    path: '/api/person-links',
    summary: '认定为同一人、认定为不同的人，或撤销认定',
    tags,
    access: 'staff',
    body: z.object({
      person_id: identifier,
      other_person_id: identifier,
      decision: linkDecision,
      reason: z.string().trim().min(4, '请写明依据，至少 4 个字').max(500),
    }),
    response: linkView,
  }),
  list_links: defineRoute({
    method: 'GET',
    path: '/api/people/:person_id/links',
    summary: '此人的全部认定记录',
    tags,
    access: 'staff',
    params: z.object({ person_id: identifier }),
    response: z.object({ rows: z.array(linkView) }),
  }),
}

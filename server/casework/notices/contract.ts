/** 公示: what the public reads, masked when it is stored; objections, also anonymous, which hold the case. */
import { z } from 'zod'
import {
  defineRoute,
  divisionCode,
  fenText,
  identifier,
  isoDate,
  page,
} from '../../platform/http/contract.ts'

export const noticeState = z.enum(['running', 'held', 'ended', 'withdrawn'])

export const noticeView = z.object({
  notice_id: identifier,
  kind: z.enum(['street', 'district', 'end']),
  published_on: isoDate,
  ends_on: isoDate,
  masked_name: z.string(),
  masked_text: z.string(),
  amount: fenText.nullable(),
  member_count: z.number().int().nullable(),
  state: noticeState,
})

/** What anybody may read: no case, no household. */
export const publicNotice = noticeView.extend({
  programme_title: z.string(),
  division_code: divisionCode,
  district_name: z.string().nullable(),
  street_name: z.string().nullable(),
  community_name: z.string().nullable(),
})

export const objectionView = z.object({
  objection_id: identifier,
  notice_id: identifier,
  text: z.string(),
  contact: z.string().nullable(),
  filed_on: isoDate,
  due_on: isoDate,
  state: z.enum(['open', 'upheld', 'rejected', 'lapsed']),
  finding: z.string().nullable(),
  decided_on: isoDate.nullable(),
})

/** A notice as those who hung it see it: with its case and what has come in against it. */
export const noticeRow = publicNotice.extend({
  case_id: identifier,
  title: z.string(),
  step_id: z.string(),
  case_state: z.enum(['open', 'closed']),
  open_objections: z.number().int(),
  days_left: z.number().int().describe('还剩几天，期满为 0'),
})

/** An objection with its clock and its case. */
export const objectionRow = objectionView.extend({
  case_id: identifier,
  case_number: z.string(),
  title: z.string(),
  programme_title: z.string(),
  street_name: z.string().nullable(),
  community_name: z.string().nullable(),
  light: z.enum(['normal', 'near', 'overdue']),
  working_days_left: z.number().int().nullable(),
})

const tags = ['公示与异议']

export const noticeRoutes = {
  list_notices: defineRoute({
    method: 'GET',
    path: '/api/notices',
    summary: '正在公示的',
    tags,
    access: 'public',
    query: z.object({ division_code: divisionCode.optional(), ...page }),
    response: z.object({ rows: z.array(publicNotice), total: z.number().int() }),
  }),
  list_case_notices: defineRoute({
    method: 'GET',
    path: '/api/work/notices',
    summary: '辖区内的公示及其办件',
    tags,
    access: 'staff',
    query: z.object({ state: noticeState.optional(), ...page }),
    response: z.object({ rows: z.array(noticeRow), total: z.number().int() }),
  }),
  list_objections: defineRoute({
    method: 'GET',
    path: '/api/objections',
    summary: '辖区内的异议，先到期的在前',
    tags,
    access: 'staff',
    query: z.object({ state: z.enum(['open', 'decided']).default('open'), ...page }),
    response: z.object({ rows: z.array(objectionRow), total: z.number().int() }),
  }),
  get_notice: defineRoute({
    method: 'GET',
    path: '/api/notices/:notice_id',
    summary: '一则公示',
    tags,
    access: 'public',
    params: z.object({ notice_id: identifier }),
    response: publicNotice,
  }),
  publish_notice: defineRoute({
    method: 'POST',
    path: '/api/cases/:case_id/notice',
    summary: '公示',
    tags,
    access: 'staff',
    params: z.object({ case_id: identifier }),
    body: z.object({ version: z.number().int().min(1) }),
    response: z.object({
      notice_id: identifier.nullable().describe('空：依法不公示'),
      ends_on: isoDate.nullable(),
      version: z.number().int(),
    }),
  }),
  file_objection: defineRoute({
    method: 'POST',
    path: '/api/notices/:notice_id/objections',
    summary: '对公示提出异议，可以匿名',
    tags,
    access: 'public',
    params: z.object({ notice_id: identifier }),
    body: z.object({
      text: z.string().trim().min(5, '请把情况写清楚，至少 5 个字').max(2000),
      contact: z.string().trim().max(200).nullable().default(null),
    }),
    response: z.object({ objection_id: identifier, filed_on: isoDate, due_on: isoDate }),
  }),
  decide_objection: defineRoute({
    method: 'POST',
    path: '/api/objections/:objection_id/decision',
    summary: '核查异议并答复',
    tags,
    access: 'staff',
    params: z.object({ objection_id: identifier }),
    body: z.object({
      version: z.number().int().min(1),
      decision: z.enum(['upheld', 'rejected']),
      finding: z.string().trim().min(5, '请写明核查情况，至少 5 个字').max(2000),
    }),
    response: z.object({ case_id: identifier, version: z.number().int(), step_id: z.string() }),
  }),
}

/** 政策找人: households that may be entitled to something and have not been asked, with why and by when. */
import { z } from 'zod'
import { light } from '../../casework/contract.ts'
import { code, defineRoute, fenText, identifier, isoDate, page } from '../../platform/http/contract.ts'

export const outreachState = z.enum(['open', 'applied', 'declined', 'lapsed'])

export const outreachView = z.object({
  outreach_id: identifier,
  household_id: identifier,
  title: z.string(),
  programme_id: z.string(),
  programme_title: z.string(),
  reason: z.string(),
  reason_title: z.string(),
  person_name: z.string().nullable().describe('谁的事；不涉及某个人时为空'),
  happened_on: isoDate,
  found_on: isoDate,
  due_on: isoDate.describe('最迟哪天上门或打电话问'),
  light: light,
  outcome: z.enum(['eligible', 'incomplete']),
  amount: fenText.nullable().describe('按现有事实估算，分/月；事实不全时为空'),
  missing: z.array(z.string()).describe('还要问清的事'),
  state: outreachState,
  state_title: z.string(),
  settled_on: isoDate.nullable(),
  note: z.string(),
  street_name: z.string().nullable(),
  community_name: z.string().nullable(),
})

const tags = ['政策找人']

export const outreachRoutes = {
  list_outreach: defineRoute({
    method: 'GET',
    path: '/api/outreach',
    summary: '可能符合条件、还没有问过的户',
    tags,
    access: 'staff',
    query: z.object({
      state: outreachState.optional(),
      programme_id: code.optional(),
      ...page,
    }),
    response: z.object({ rows: z.array(outreachView), total: z.number().int() }),
  }),
  list_outreach_of_household: defineRoute({
    method: 'GET',
    path: '/api/households/:household_id/outreach',
    summary: '一户的政策找人记录',
    tags,
    access: 'signed_in',
    params: z.object({ household_id: identifier }),
    response: z.object({ rows: z.array(outreachView) }),
  }),
  list_my_outreach: defineRoute({
    method: 'GET',
    path: '/api/my/outreach',
    summary: '本户可能符合、还没有申请的项目',
    tags,
    access: 'resident',
    response: z.object({ rows: z.array(outreachView) }),
  }),
  decline_outreach: defineRoute({
    method: 'POST',
    path: '/api/outreach/:outreach_id/decline',
    summary: '问过了，本户不需要；同一原因不再问',
    tags,
    access: 'signed_in',
    params: z.object({ outreach_id: identifier }),
    body: z.object({ note: z.string().trim().max(500).default('') }),
    response: z.object({ outreach_id: identifier, state: outreachState }),
  }),
}

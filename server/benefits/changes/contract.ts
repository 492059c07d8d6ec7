/** 变更: what has changed in a household on benefit, from when, and what it does month by month. */
import { z } from 'zod'
import { defineRoute, fenText, identifier, isoDate } from '../../platform/http/contract.ts'
import { answers } from '../questions/contract.ts'
import { decisionView } from '../decisions/contract.ts'

export const changeKind = z.enum(['income', 'assets', 'birth', 'death', 'joins', 'leaves', 'move', 'other'])

export const monthEffect = z.object({
  month: isoDate.describe('当月第一天'),
  previous_amount: fenText,
  amount: fenText,
  paid: fenText,
  difference: fenText.describe('正数补发，负数追回'),
})

const tags = ['变更']
const params = z.object({ household_id: identifier })
const change = z.object({
  programme_id: z.string().max(60),
  kind: changeKind,
  /** The day from which the new facts hold. */
  changed_on: isoDate,
  text: z.string().trim().max(1000).default(''),
  household: answers.default({}),
  members: z
    .array(z.object({ person_id: identifier, answers }))
    .max(50)
    .default([]),
  /** Who died or left; who was born or joined is entered in the household register first. */
  person_id: identifier.nullable().default(null),
})
export const reportedChange = change

export const changeRoutes = {
  preview_change: defineRoute({
    method: 'POST',
    path: '/api/households/:household_id/changes/preview',
    summary: '换一个事实试算：各月怎样，差额多少，不保存',
    tags,
    access: 'signed_in',
    params,
    body: change,
    response: z.object({ decision: decisionView, months: z.array(monthEffect) }),
  }),
  report_change: defineRoute({
    method: 'POST',
    path: '/api/households/:household_id/changes',
    summary: '申报家庭变化',
    tags,
    access: 'signed_in',
    params,
    body: change,
    response: z.object({
      case_id: identifier,
      case_number: z.string(),
      /** Death acts the same day: the determination is made with the report. */
      determination_id: identifier.nullable(),
    }),
  }),
  report_work_refusal: defineRoute({
    method: 'POST',
    path: '/api/households/:household_id/work-refusals',
    summary: '登记拒绝介绍的合适工作',
    tags,
    access: 'staff',
    params,
    body: z.object({
      person_id: identifier,
      refused_on: isoDate,
      text: z.string().trim().min(2).max(1000),
    }),
    response: z.object({ person_id: identifier, refusals: z.number().int() }),
  }),
}

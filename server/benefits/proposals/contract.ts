/** 标准调整: proposals to change values and rules of the law, their approval by somebody else, and what came of them. */
import { z } from 'zod'
import {
  defineRoute,
  divisionCode,
  fenText,
  identifier,
  isoDate,
  page,
} from '../../platform/http/contract.ts'

export const proposalState = z.enum(['draft', 'submitted', 'approved', 'applied', 'withdrawn'])
const mark = z.enum(['O', 'T', 'S', 'D', 'M']).describe('O、T 读到原文；S、D、M 界面上标待核实')
const unit = z.enum(['money', 'money/month', 'count', 'ratio', 'day', 'flag'])

export const changeableParameter = z.object({
  parameter: z.string(),
  label: z.string(),
  unit,
  value: z.string().nullable().describe('当日的值，金额为元；当日没有施行的为空'),
  from: isoDate.nullable(),
  programmes: z.array(z.object({ programme_id: z.string(), title: z.string() })),
  draft: z
    .object({ version: z.string(), value: z.string() })
    .nullable()
    .describe('只有这份草案用到；草案里的值'),
})

export const changeableVersion = z.object({
  programme_id: z.string(),
  programme_title: z.string(),
  version: z.string(),
  title: z.string(),
  draft: z.boolean().describe('草案，没有施行过'),
  text: z.string(),
  to_verify: z.boolean(),
})

const given = z.object({
  title: z.string().trim().min(4).max(100),
  effective_from: isoDate,
  document: z.string().trim().min(4, '写明依据的文件').max(200),
  document_number: z.string().trim().min(1).max(100).nullable().default(null),
  document_date: isoDate.nullable().default(null),
  mark: mark.default('M'),
  reason: z.string().trim().max(1000).default(''),
  changes_the_past: z.boolean().default(false).describe('追溯以前月份'),
  values: z
    .array(
      z.object({
        parameter: z.string().max(80),
        value_division: divisionCode,
        value: z.string().trim().max(20),
      }),
    )
    .max(50)
    .default([]),
  versions: z
    .array(
      z.object({
        programme_id: z.string().max(60),
        version: z.string().max(40),
        version_division: divisionCode,
      }),
    )
    .max(10)
    .default([])
    .describe('换成哪一版规则'),
})
const changesSomething = ({ values, versions }: z.output<typeof given>): boolean =>
  values.length + versions.length > 0
const nothing = { path: ['values'], message: '至少调整一个数值，或者换一版规则' }

export const proposalSummary = z.object({
  proposal_id: identifier,
  title: z.string(),
  effective_from: isoDate,
  document: z.string(),
  document_number: z.string().nullable(),
  document_date: isoDate.nullable(),
  mark,
  reason: z.string(),
  changes_the_past: z.boolean(),
  state: proposalState,
  state_title: z.string(),
  prepared_by_name: z.string().nullable(),
  prepared_on: isoDate,
  approved_by_name: z.string().nullable(),
  approved_on: isoDate.nullable(),
  applied_on: isoDate.nullable(),
  households_done: z.number().int(),
  households_changed: z.number().int(),
  households_waiting: z.number().int().describe('新规定要的事实还不知道，下次复核时问'),
  difference_total: fenText.describe('已发月份应补（正）或应追回（负）的合计'),
  running: z.boolean(),
  own: z.boolean().describe('本人起草'),
  approved: z.boolean(),
  version: z.number().int(),
})

const caseResult = z.object({
  outcome: z.enum(['eligible', 'ineligible', 'incomplete']),
  amount: fenText.nullable(),
})

export const proposalView = proposalSummary.extend({
  values: z.array(
    z.object({
      parameter: z.string(),
      value_division: z.string(),
      value: z.string(),
      label: z.string(),
      unit,
      before: z.string().nullable(),
      programmes: z.array(z.string()),
    }),
  ),
  versions: z.array(
    changeableVersion.extend({
      version_division: z.string(),
      code: z.string().describe('规则的凭据，八位；决定的凭据里有同一个'),
      articles: z.array(
        z.object({
          document: z.string(),
          article: z.string(),
          label: z.string(),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
      cases: z.array(z.object({ title: z.string(), before: caseResult, after: caseResult })),
    }),
  ),
})

const tags = ['标准调整']
const params = z.object({ proposal_id: identifier })
const versioned = z.object({ version: z.number().int() })
const moved = (verb: string, summary: string) =>
  defineRoute({
    method: 'POST',
    path: `/api/proposals/:proposal_id/${verb}`,
    summary,
    tags,
    access: 'staff',
    params,
    body: versioned,
    response: proposalView,
  })

export const proposalRoutes = {
  list_changeable_parameters: defineRoute({
    method: 'GET',
    path: '/api/changeable-parameters',
    summary: '可以调整的数值和某一天的值',
    tags,
    access: 'staff',
    query: z.object({ on: isoDate.optional() }),
    response: z.object({ rows: z.array(changeableParameter) }),
  }),
  list_changeable_versions: defineRoute({
    method: 'GET',
    path: '/api/changeable-versions',
    summary: '可以换用的规则：草案和以前的版本',
    tags,
    access: 'staff',
    query: z.object({ on: isoDate.optional() }),
    response: z.object({ rows: z.array(changeableVersion) }),
  }),
  list_proposals: defineRoute({
    method: 'GET',
    path: '/api/proposals',
    summary: '标准调整方案',
    tags,
    access: 'staff',
    query: z.object(page),
    response: z.object({ rows: z.array(proposalSummary), total: z.number().int() }),
  }),
  draft_proposal: defineRoute({
    method: 'POST',
    path: '/api/proposals',
    summary: '起草标准调整方案',
    tags,
    access: 'staff',
    body: given.refine(changesSomething, nothing),
    response: proposalView,
  }),
  get_proposal: defineRoute({
    method: 'GET',
    path: '/api/proposals/:proposal_id',
    summary: '一个方案',
    tags,
    access: 'staff',
    params,
    response: proposalView,
  }),
  change_proposal: defineRoute({
    method: 'PUT',
    path: '/api/proposals/:proposal_id',
    summary: '修改起草中的方案',
    tags,
    access: 'staff',
    params,
    body: given.extend({ version: z.number().int() }).refine(changesSomething, nothing),
    response: proposalView,
  }),
  submit_proposal: moved('submit', '提交批准'),
  return_proposal: moved('return', '退回修改'),
  approve_proposal: moved('approve', '批准，到期施行'),
  withdraw_proposal: moved('withdraw', '撤回方案'),
}

/** Running the house, for the system administrator: business day, calendar, dictionaries, jobs. */
import { z } from 'zod'
import { dictionaryEntry, dictionaryName } from '../../platform/dictionary/contract.ts'
import { code, defineRoute, isoDate } from '../../platform/http/contract.ts'

const tags = ['系统管理']

/** As far as one act may move the day. */
export const longestMove = 366

export const getBusinessDay = defineRoute({
  method: 'GET',
  path: '/api/administration/business-day',
  summary: '业务日期，以及推移后尚未办理的日子',
  tags,
  access: 'staff',
  response: z.object({
    business_date: isoDate,
    movable: z.boolean().describe('只有演示环境可以推移'),
    days_left: z.number().int().describe('推移经过、尚未办理的天数'),
    next_day: isoDate.nullable().describe('接下来办理哪一天'),
    failed: z.boolean().describe('停在这一天：任务失败，待重试'),
  }),
})

export const previewBusinessDay = defineRoute({
  method: 'GET',
  path: '/api/administration/business-day/preview',
  summary: '推移到某日之前会到期的事项（按今天所知，只有件数）',
  tags,
  access: 'staff',
  query: z.object({ until: isoDate }),
  response: z.object({
    until: isoDate,
    days: z.number().int(),
    working_days: z.number().int().nullable().describe('工作日历未公布时为空'),
    notices_ending: z.number().int().describe('公示期满'),
    silent_acceptances: z.number().int().describe('逾期未告知，视为受理'),
    deadlines_passing: z.number().int().describe('仍无人办理就会超期的办件'),
    reviews_due: z.number().int().describe('定期复核到期'),
  }),
})

export const moveBusinessDay = defineRoute({
  method: 'POST',
  path: '/api/administration/business-day',
  summary: '把演示环境的业务日期向后推移',
  tags,
  access: 'staff',
  body: z.object({ business_date: isoDate }),
  response: z.object({ business_date: isoDate }),
})

export const listCalendarYears = defineRoute({
  method: 'GET',
  path: '/api/administration/calendar',
  summary: '已导入的工作日历',
  tags,
  access: 'staff',
  response: z.object({
    rows: z.array(
      z.object({
        year: z.number().int(),
        source: z.string(),
        imported_at: z.string(),
        departures: z.number().int().describe('放假与调休的天数'),
      }),
    ),
  }),
})

export const importCalendarYear = defineRoute({
  method: 'POST',
  path: '/api/administration/calendar',
  summary: '导入一年的放假安排',
  tags,
  access: 'staff',
  body: z.object({
    year: z.number().int().min(1990).max(2200),
    source: z.string().trim().min(4).max(200).describe('国务院办公厅通知的文号'),
    days: z
      .array(z.object({ day: isoDate, working: z.boolean(), name: z.string().trim().min(1).max(40) }))
      .min(1)
      .max(100)
      .refine((days) => new Set(days.map((each) => each.day)).size === days.length, '同一天出现了两次'),
  }),
  response: z.object({}),
})

export const lawParameterRow = z.object({
  name: z.string(),
  label: z.string(),
  group: z.string().describe('哪个救助项目'),
  values: z.array(
    z.object({
      division_code: z.string(),
      from: z.iso.date(),
      to: z.iso.date().nullable().describe('不含当日'),
      value_text: z.string(),
      document: z.string(),
      number: z.string().nullable(),
      article: z.string().nullable(),
      mark: z.enum(['O', 'T', 'S', 'D', 'M']),
      to_verify: z.boolean().describe('未见原文，待核实'),
      seen_in: z.string(),
    }),
  ),
})
export type LawParameterRow = z.infer<typeof lawParameterRow>

export const listLawParameters = defineRoute({
  method: 'GET',
  path: '/api/administration/parameters',
  summary: '政策参数：每个数值的起止、出处与依据',
  tags,
  access: 'staff',
  response: z.object({ rows: z.array(lawParameterRow) }),
})

export const listDictionaries = defineRoute({
  method: 'GET',
  path: '/api/administration/dictionaries',
  summary: '全部字典',
  tags,
  access: 'staff',
  response: z.object({ rows: z.array(z.object({ dictionary: z.string(), entries: z.number().int() })) }),
})

const entryParams = z.object({ dictionary: dictionaryName, code })

export const setDictionaryEntry = defineRoute({
  method: 'PUT',
  path: '/api/administration/dictionaries/:dictionary/entries/:code',
  summary: '自某日起设定一个代码',
  tags,
  access: 'staff',
  params: entryParams,
  body: dictionaryEntry
    .omit({ code: true })
    .extend({ label: z.string().trim().min(1).max(200), from: isoDate }),
  response: z.object({}),
})

export const endDictionaryEntry = defineRoute({
  method: 'POST',
  path: '/api/administration/dictionaries/:dictionary/entries/:code/end',
  summary: '自某日起停用一个代码',
  tags,
  access: 'staff',
  params: entryParams,
  body: z.object({ from: isoDate }),
  response: z.object({}),
})

export const jobRow = z.object({
  job_id: z.string(),
  title: z.string(),
  state: z.enum(['waiting', 'running', 'retrying', 'failed']),
  attempts: z.number().int(),
  max_attempts: z.number().int(),
  run_at: z.string(),
  created_at: z.string(),
  last_error: z.string().nullable(),
})

export const listJobs = defineRoute({
  method: 'GET',
  path: '/api/administration/jobs',
  summary: '后台任务队列，失败的在前',
  tags,
  access: 'staff',
  response: z.object({ rows: z.array(jobRow), waiting: z.number().int(), failed: z.number().int() }),
})

export const retryJob = defineRoute({
  method: 'POST',
  path: '/api/administration/jobs/:job_id/retry',
  summary: '重新运行失败的任务',
  tags,
  access: 'staff',
  params: z.object({ job_id: z.string().regex(/^\d{1,10}$/) }),
  response: z.object({}),
})

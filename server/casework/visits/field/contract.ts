/** Visits in the field: a phone takes along what a visit needs, works without a network, and hands it in once. */
import { z } from 'zod'
import { defineRoute, identifier, isoDate } from '../../../platform/http/contract.ts'
import { visitDetail } from '../contract.ts'

const tags = ['现场入户']

/** How long a phone keeps what it was given, and when it locks or wipes itself; no text read names the values. */
export const fieldRules = z.object({
  copy_days: z.number().int().min(1),
  wrong_pin_limit: z.number().int().min(3),
  idle_minutes: z.number().int().min(1),
  to_verify: z.boolean().describe('数值未见成文依据'),
})

const visitorName = z.object({ account_id: identifier, name: z.string() })

/** Everything that a phone learns of a household; no identity number, telephone or account. */
export const visitBrief = z.object({
  visit_id: identifier,
  planned_on: isoDate,
  purpose: z.string().describe('最低生活保障申请'),
  title: z.string().describe('某某户'),
  place: z.string().describe('街道、社区、住址'),
  due_on: isoDate.nullable(),
  visitors: z.array(visitorName).max(2),
  members: z.array(
    z.object({ person_id: identifier, name: z.string(), relation: z.string(), age: z.number().nullable() }),
  ),
  hidden_members: z.number().int().describe('另有几人的登记不在您的权限内'),
  checks: z
    .array(z.object({ key: z.string(), label: z.string(), said: z.string() }))
    .describe('要核实的：家庭怎样说的'),
  last_visit: z.object({ visited_on: isoDate, finding: z.string() }).nullable(),
  safety_remark: z.string().nullable(),
  route_position: z.number().int().nullable(),
  brief_code: z.string().describe('内容的指纹：变了就不同'),
})
export type VisitBrief = z.output<typeof visitBrief>

const clockReading = {
  device_time: z.iso.datetime().describe('手机此刻的时间'),
}

const endedBecause = z.enum(['signed_out', 'wrong_pin', 'post_ended', 'account_stopped', 'lost'])
export type EndedBecause = z.output<typeof endedBecause>

const fileHash = z.string().regex(/^[0-9a-f]{64}$/)
const sentFile = z.object({ file_id: identifier, sha256: fileHash })

/** What was written down in the field. Nothing in it is a date: which day it was is judged by the server. */
export const fieldReport = z
  .object({
    report_id: identifier.describe('由手机生成；同一份记录发几次都是它'),
    device_id: identifier,
    brief_code: z.string().max(64).describe('填写时看到的是哪一份资料'),
    ...clockReading,
    visited_at: z.iso.datetime().describe('手机上的时间'),
    clock_offset_seconds: z.number().int().describe('填写时所知：服务器时间减手机时间'),
    second_visitor_id: identifier,
    place: z.string().trim().max(200).default(''),
    finding: z.string().trim().min(2, '请写明看到的情况').max(2000),
    agrees_with_declaration: z.boolean().nullable().describe('空：没看清'),
    resident_count: visitDetail.shape.resident_count,
    home_kind: visitDetail.shape.home_kind,
    checks: z.array(z.object({ key: z.string().max(80), agrees: z.boolean().nullable() })).max(60),
    safety_remark: z.string().trim().max(200).default('').describe('下次去要当心的'),
    position: z
      .object({
        latitude: z.number().min(-90).max(90),
        longitude: z.number().min(-180).max(180),
        accuracy_metres: z.number().min(0).max(100_000),
      })
      .nullable(),
    no_position_because: z.string().trim().max(100).default(''),
    photos: z.array(sentFile).max(20),
    visitor_signature: sentFile.describe('送出人签字'),
    second_visitor_signature: sentFile.describe('同去的人签字'),
    household_signature: sentFile.nullable().describe('户主签字'),
    unsigned_because: z.string().trim().max(100).default('').describe('户主没有签字的缘由'),
    /** What the visitor decided on seeing that the server's side has moved on. */
    decision: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('as_seen'), brief_code: z.string().max(64) }),
        z.object({ kind: z.literal('set_aside') }),
      ])
      .nullable()
      .default(null),
  })
  .refine((report) => report.position !== null || report.no_position_because.length >= 2, {
    path: ['no_position_because'],
    message: '没有定位的，请写明缘由',
  })
  .refine((report) => report.household_signature !== null || report.unsigned_because.length >= 2, {
    path: ['unsigned_because'],
    message: '户主没有签字的，请写明缘由',
  })
export type FieldReport = z.output<typeof fieldReport>

/** Why a report cannot simply be recorded; `current` of a 409 `visit_moved_on`. */
export const visitMoved = z.object({
  kind: z.enum(['changed', 'done', 'cancelled', 'case_closed', 'reassigned']),
  text: z.string(),
  brief_code: z.string().nullable().describe('内容变了：现在的指纹；内容另行带走，每次带走都记入查看日志'),
  visit: z
    .object({
      visited_on: isoDate.nullable(),
      visitors: z.array(z.string()),
      finding: z.string().nullable(),
      resident_count: z.number().int().nullable(),
      agrees_with_declaration: z.boolean().nullable(),
    })
    .nullable(),
})
export type VisitMoved = z.output<typeof visitMoved>

const visitParams = z.object({ visit_id: identifier })

export const fieldRoutes = {
  register_device: defineRoute({
    method: 'POST',
    path: '/api/field/devices',
    summary: '登记一台手机，此后可以带走走访资料',
    tags,
    access: 'staff',
    body: z.object({ name: z.string().trim().min(1).max(60) }),
    response: z.object({ device_id: identifier, token: z.string(), rules: fieldRules }),
  }),
  list_devices: defineRoute({
    method: 'GET',
    path: '/api/field/devices',
    summary: '本人的手机和上面还存着几户',
    tags,
    access: 'staff',
    response: z.object({
      rows: z.array(
        z.object({
          device_id: identifier,
          name: z.string(),
          registered_at: z.string(),
          last_seen_at: z.string(),
          ended_because: endedBecause.nullable(),
          purged_at: z.string().nullable(),
          copy_count: z.number().int(),
        }),
      ),
    }),
  }),
  report_device_lost: defineRoute({
    method: 'POST',
    path: '/api/field/devices/:device_id/loss',
    summary: '手机丢了：它下次联网时清除，此后不再收它的东西',
    tags,
    access: 'staff',
    params: z.object({ device_id: identifier }),
    body: z.object({}),
    response: z.object({ device_id: identifier }),
  }),
  check_device: defineRoute({
    method: 'POST',
    path: '/api/field/devices/:device_id/check',
    summary: '手机问：还能存着吗；凭手机自己的令牌，登录过期也能问',
    tags,
    access: 'public',
    params: z.object({ device_id: identifier }),
    body: z.object({
      token: z.string().regex(/^[\w-]{43}$/),
      purged: endedBecause.nullable().default(null).describe('手机已自行清除，缘由'),
      unsent: z.array(identifier).max(50).default([]).describe('清除时还没有送达的走访'),
    }),
    response: z.object({
      state: z.enum(['valid', 'ended']),
      ended_because: endedBecause.nullable(),
      text: z.string(),
      server_time: z.string(),
      business_date: isoDate,
    }),
  }),
  list_my_visits: defineRoute({
    method: 'GET',
    path: '/api/field/visits',
    summary: '派给本人、还没有去的走访，按次序',
    tags,
    access: 'staff',
    response: z.object({
      rows: z.array(
        z.object({
          visit_id: identifier,
          planned_on: isoDate,
          purpose: z.string(),
          title: z.string(),
          place: z.string(),
          due_on: isoDate.nullable(),
          visitors: z.array(visitorName),
          version: z.number().int(),
          not_takeable: z.string().nullable().describe('为什么还不能带走'),
        }),
      ),
      rules: fieldRules,
    }),
  }),
  list_visitors: defineRoute({
    method: 'GET',
    path: '/api/field/visits/:visit_id/visitors',
    summary: '可以同去的人',
    tags,
    access: 'staff',
    params: visitParams,
    response: z.object({ rows: z.array(visitorName.extend({ unit_name: z.string() })) }),
  }),
  take_copies: defineRoute({
    method: 'POST',
    path: '/api/field/copies',
    summary: '带走：所选走访需要的资料，记入查看日志',
    tags,
    access: 'staff',
    body: z.object({ device_id: identifier, visit_ids: z.array(identifier).min(1).max(20) }),
    response: z.object({
      rows: z.array(visitBrief.extend({ expires_at: z.string().describe('到时手机上须清除') })),
      companions: z.array(visitorName).describe('可以同去的人，现场换人时用'),
      taken_at: z.string(),
      rules: fieldRules,
    }),
  }),
  check_copies: defineRoute({
    method: 'POST',
    path: '/api/field/copies/check',
    summary: '手机上的走访现在怎样了：没有变、变了、不再要去',
    tags,
    access: 'staff',
    body: z.object({
      device_id: identifier,
      held: z.array(z.object({ visit_id: identifier, brief_code: z.string().max(64) })).max(50),
    }),
    response: z.object({
      rows: z.array(
        z.object({
          visit_id: identifier,
          state: z.enum(['same', 'moved', 'over', 'expired']).describe('over：不在您的范围内或已经结束'),
          moved: visitMoved.nullable(),
        }),
      ),
    }),
  }),
  put_back_copies: defineRoute({
    method: 'POST',
    path: '/api/field/copies/return',
    summary: '手机上已经清除的走访资料',
    tags,
    access: 'staff',
    body: z.object({ device_id: identifier, visit_ids: z.array(identifier).min(1).max(50) }),
    response: z.object({ put_back: z.number().int() }),
  }),
  send_file: defineRoute({
    method: 'POST',
    path: '/api/field/visits/:visit_id/files',
    summary: '现场的照片或签字（表单字段 file、device_id）',
    tags,
    access: 'staff',
    consumes: 'multipart',
    params: visitParams,
    response: z.object({ file_id: identifier, sha256: fileHash }),
  }),
  hand_in: defineRoute({
    method: 'PUT',
    path: '/api/field/visits/:visit_id/report',
    summary: '送交现场记录；发几次都只记一件',
    tags,
    access: 'staff',
    params: visitParams,
    body: fieldReport,
    response: z.object({
      visit_id: identifier,
      recorded: z.boolean().describe('否：已经收到过'),
      set_aside: z.boolean().describe('存档，不作为入户记录'),
      received_at: z.string(),
      visited_on: isoDate,
      clock_wrong: z.boolean(),
    }),
  }),
}

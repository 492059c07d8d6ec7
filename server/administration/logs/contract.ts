/** The audit log and its seals, for the audit administrator. */
import { z } from 'zod'
import { code, defineRoute, identifier, isoDate, page } from '../../platform/http/contract.ts'

const tags = ['审计']

export const auditRow = z.object({
  entry_id: identifier,
  at: z.string(),
  business_date: z.iso.date(),
  account_id: identifier.nullable(),
  actor_name: z.string().nullable(),
  role: z.string().nullable(),
  act: z.string(),
  subject_kind: z.string(),
  subject_id: z.string().nullable(),
  division_code: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  request_id: z.string().nullable(),
  batch_number: z.number().int().nullable().describe('封存批次；为空即待封存'),
})
export type AuditRow = z.infer<typeof auditRow>

export const listAuditEntries = defineRoute({
  method: 'GET',
  path: '/api/administration/audit/entries',
  summary: '审计日志，新的在前',
  tags,
  access: 'staff',
  query: z.object({
    ...page,
    from: isoDate.optional().describe('业务日期起'),
    to: isoDate.optional().describe('业务日期止，含当日'),
    act: code.optional().describe('动作或其前缀，如 case.'),
    subject_kind: code.optional(),
    subject_id: z.union([identifier, code]).optional(),
    account_id: identifier.optional(),
  }),
  response: z.object({ rows: z.array(auditRow), total: z.number().int() }),
})

export const getAuditState = defineRoute({
  method: 'GET',
  path: '/api/administration/audit/state',
  summary: '封存情况',
  tags,
  access: 'staff',
  response: z.object({
    batches: z.number().int(),
    sealed: z.number().int(),
    unsealed: z.number().int(),
    last_sealed_at: z.string().nullable(),
    last_seal: z.string().nullable().describe('最新封印；抄下后可证明日志未被截去'),
  }),
})

export const verifyAudit = defineRoute({
  method: 'POST',
  path: '/api/administration/audit/verify',
  summary: '核验全部批次',
  tags,
  access: 'staff',
  body: z.object({
    seal: z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/)
      .optional(),
  }),
  response: z.object({
    batches: z.number().int(),
    entries: z.number().int(),
    last_seal: z.string(),
    faults: z.array(z.object({ kind: z.string(), batch_number: z.number().int(), message: z.string() })),
  }),
})

export const exportAudit = defineRoute({
  method: 'GET',
  path: '/api/administration/audit/export',
  summary: '导出可离线核验的日志',
  tags,
  access: 'staff',
  response: z.any(),
  produces: 'application/x-ndjson',
})

export const disclosureRow = z.object({
  disclosure_id: identifier,
  at: z.string(),
  business_date: z.iso.date(),
  account_id: identifier,
  viewer_name: z.string(),
  viewer_unit: z.string(),
  person_id: identifier.describe('看的是谁：只给档案标识，不给姓名'),
  division_name: z.string().describe('档案所在区、街镇'),
  field: z.string(),
  reason: z.string(),
})
export type DisclosureRow = z.infer<typeof disclosureRow>

export const listDisclosures = defineRoute({
  method: 'GET',
  path: '/api/administration/audit/disclosures',
  summary: '谁因为什么看过谁的号码、带走过谁的入户资料，新的在前',
  tags,
  access: 'staff',
  query: z.object({
    ...page,
    from: isoDate.optional().describe('业务日期起'),
    to: isoDate.optional().describe('业务日期止，含当日'),
    field: z.enum(['identity_number', 'telephone', 'bank_account', 'field_visit']).optional(),
    account_id: identifier.optional().describe('查看人'),
    person_id: identifier.optional().describe('被看的人'),
  }),
  response: z.object({ rows: z.array(disclosureRow), total: z.number().int() }),
})

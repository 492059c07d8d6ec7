/** Households in and out by Excel: template, import with its problems by row and cell, error file. */
import { z } from 'zod'
import { defineRoute, identifier, isoDate, page } from '../../platform/http/contract.ts'

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `waiting` and `running`: ask again in a second. `done` may still have bad rows. `failed`: the file is unusable. */
export const importState = z.enum(['waiting', 'running', 'done', 'failed'])

export const importView = z.object({
  import_id: identifier,
  file_name: z.string(),
  state: importState,
  failure: z.string().nullable().describe('整个文件不能用的原因'),
  row_count: z.number().int().nullable().describe('数据行数，读完才知道'),
  rows_read: z.number().int().describe('进度'),
  household_count: z.number().int().describe('已登记的户'),
  person_count: z.number().int(),
  bad_row_count: z.number().int().describe('有错的行'),
  left_out_household_count: z.number().int().describe('因有错未登记的户，全户不入'),
  left_out_row_count: z.number().int().describe('未登记的户共多少行'),
  uploaded_on: isoDate,
  uploaded_by_name: z.string().nullable(),
  repeated: z.boolean().describe('同一文件以前传过，这是那一次的结果'),
})

export const importProblem = z.object({
  row: z.number().int().describe('Excel 行号'),
  column: z.string().describe('Excel 列，例：C'),
  label: z.string().describe('例：证件号码'),
  message: z.string().describe('例：校验码不对'),
  text: z.string().describe('例：第 37 行 C 列 证件号码：校验码不对'),
})

const tags = ['导入导出']
const params = z.object({ import_id: identifier })

export const householdImportRoutes = {
  get_template: defineRoute({
    method: 'GET',
    path: '/api/household-imports/template',
    summary: '家庭导入模板（Excel）',
    tags,
    access: 'staff',
    response: z.any(),
    produces: workbook,
  }),
  import_households: defineRoute({
    method: 'POST',
    path: '/api/household-imports',
    summary: '导入家庭：一份 xlsx 文件，字段名 file；同一文件只导入一次',
    tags,
    access: 'staff',
    consumes: 'multipart',
    response: importView,
  }),
  list_imports: defineRoute({
    method: 'GET',
    path: '/api/household-imports',
    summary: '导入记录',
    tags,
    access: 'staff',
    query: z.object(page),
    response: z.object({ rows: z.array(importView), total: z.number().int() }),
  }),
  get_import: defineRoute({
    method: 'GET',
    path: '/api/household-imports/:import_id',
    summary: '一次导入的进度与结果',
    tags,
    access: 'staff',
    params,
    response: importView,
  }),
  list_import_problems: defineRoute({
    method: 'GET',
    path: '/api/household-imports/:import_id/problems',
    summary: '错在哪一行哪一格',
    tags,
    access: 'staff',
    params,
    query: z.object(page),
    response: z.object({ rows: z.array(importProblem), total: z.number().int() }),
  }),
  get_error_file: defineRoute({
    method: 'GET',
    path: '/api/household-imports/:import_id/errors',
    summary: '错误文件（Excel）：未登记的户原样列出，末列说明错误，改好后可直接再传',
    tags,
    access: 'staff',
    params,
    response: z.any(),
    produces: workbook,
  }),
}

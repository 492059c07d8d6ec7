/** Dictionaries: codes with their labels, dated, from standards. */
import { z } from 'zod'
import { defineRoute, isoDate } from '../http/contract.ts'

export const dictionaryName = z.string().regex(/^[a-z][a-z0-9_]{1,60}$/)

export const dictionaryEntry = z.object({
  code: z.string(),
  label: z.string(),
  position: z.number().int(),
  source: z.string().nullable(),
  source_mark: z.enum(['O', 'T', 'S', 'D', 'M']).nullable(),
})
export type DictionaryEntry = z.infer<typeof dictionaryEntry>

export const listDictionaryEntries = defineRoute({
  method: 'GET',
  path: '/api/dictionaries/:dictionary',
  summary: '一个字典在某日有效的全部代码',
  tags: ['字典'],
  access: 'public',
  params: z.object({ dictionary: dictionaryName }),
  query: z.object({ on: isoDate.optional().describe('默认为当前业务日期') }),
  response: z.object({ rows: z.array(dictionaryEntry) }),
})

/** The lists of benefits as workbooks, in the order of their pages. */
import type { z } from 'zod'
import type { Table } from '../platform/tables/index.ts'
import type { outreachView } from './outreach/contract.ts'
import type { proposalSummary } from './proposals/contract.ts'
import type { reviewRow } from './reviews/contract.ts'

export const reviewTable: Table<z.output<typeof reviewRow>> = {
  title: '复核',
  columns: [
    { key: 'next_review_on', title: '复核日期', width: 12 },
    { key: 'title', title: '对象' },
    { key: 'programme_title', title: '业务' },
    { key: 'review_class_title', title: '类别', width: 24 },
    { key: 'amount', title: '在发（元/月）', format: 'fen' },
    { key: 'street_name', title: '街道' },
    { key: 'community_name', title: '社区（村）' },
    { key: (row) => (row.open_case_id === null ? '' : '在办'), title: '办理', width: 10 },
  ],
}

export const outreachTable: Table<z.output<typeof outreachView>> = {
  title: '政策找人',
  columns: [
    { key: 'due_on', title: '最迟联系', width: 12 },
    { key: 'title', title: '对象' },
    { key: 'reason_title', title: '为什么找', width: 24 },
    { key: 'person_name', title: '谁的事' },
    { key: 'happened_on', title: '哪天的事', width: 12 },
    { key: 'programme_title', title: '可能符合' },
    { key: 'amount', title: '估算（元/月）', format: 'fen' },
    { key: (row) => row.missing.join('、'), title: '还要问清的', width: 32 },
    { key: 'street_name', title: '街道' },
    { key: 'community_name', title: '社区（村）' },
    { key: 'state_title', title: '结果', width: 12 },
    { key: 'settled_on', title: '了结', width: 12 },
    { key: 'note', title: '说明', width: 32 },
  ],
}

export const proposalTable: Table<z.output<typeof proposalSummary>> = {
  title: '标准调整方案',
  columns: [
    { key: 'state_title', title: '状态', width: 12 },
    { key: 'title', title: '方案', width: 32 },
    { key: 'effective_from', title: '施行', width: 12 },
    { key: 'document', title: '依据', width: 40 },
    { key: 'document_number', title: '文号', width: 24 },
    { key: (row) => (row.mark === 'O' || row.mark === 'T' ? '' : '待核实'), title: '核实', width: 10 },
    { key: 'prepared_by_name', title: '起草' },
    { key: 'prepared_on', title: '起草日期', width: 12 },
    { key: 'approved_by_name', title: '批准' },
    { key: 'approved_on', title: '批准日期', width: 12 },
    { key: 'households_done', title: '已重新核定（户）', width: 16 },
    { key: 'households_changed', title: '金额有变（户）', width: 16 },
    { key: 'households_waiting', title: '待问清（户）', width: 16 },
    { key: 'difference_total', title: '已发月份差额（元）', format: 'fen' },
  ],
}

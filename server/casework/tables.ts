/** The lists of casework as workbooks: each with the columns of its page, in the order of the page. */
import type { z } from 'zod'
import type { Table } from '../platform/tables/index.ts'
import type { doneRow, inspectionRoutes, noticeRow, objectionRow, stuckRow, visitRoutes } from './contract.ts'
import { lightTitles } from './work/columns.ts'

type RowOf<Route extends { response: z.ZodType<{ rows: object[] }> }> = z.output<
  Route['response']
>['rows'][number]

const place = [
  { key: 'street_name', title: '街道' },
  { key: 'community_name', title: '社区（村）' },
] as const

export const doneTable: Table<z.output<typeof doneRow>> = {
  title: '已办',
  columns: [
    { key: 'done_on', title: '办理日期', width: 12 },
    { key: 'act_text', title: '做了什么', width: 32 },
    { key: 'programme_title', title: '业务' },
    { key: 'kind_title', title: '类别', width: 8 },
    { key: 'title', title: '对象' },
    { key: 'masked_identity_number', title: '证件号码', width: 22 },
    { key: 'street_name', title: '街道' },
    { key: 'proposed_amount', title: '金额（元）', format: 'fen' },
    { key: (row) => row.outcome_title ?? row.step_title, title: '现在' },
    { key: 'case_number', title: '办件号', width: 26 },
  ],
}

export const stuckTable: Table<z.output<typeof stuckRow>> = {
  title: '积压',
  columns: [
    { key: 'why_title', title: '为什么不动', width: 20 },
    { key: (row) => lightTitles[row.light], title: '灯', width: 8 },
    { key: 'step_title', title: '环节' },
    { key: 'programme_title', title: '业务' },
    { key: 'case_number', title: '办件号', width: 26 },
    { key: 'title', title: '对象' },
    { key: 'masked_identity_number', title: '证件号码', width: 22 },
    ...place,
    { key: 'opened_on', title: '收件', width: 12 },
    { key: 'due_on', title: '到期', width: 12 },
    { key: 'hold_reason', title: '暂停原因', width: 24 },
    { key: 'owner_name', title: '领办人' },
  ],
}

const noticeKinds = { street: '街道公示', district: '区公示', end: '停发公示' }
const noticeStates = { running: '公示中', held: '异议核查中', ended: '期满', withdrawn: '已撤下' }

export const noticeTable: Table<z.output<typeof noticeRow>> = {
  title: '公示',
  columns: [
    { key: (row) => noticeStates[row.state], title: '状态', width: 12 },
    { key: (row) => noticeKinds[row.kind], title: '哪一级', width: 12 },
    { key: 'title', title: '对象' },
    { key: 'programme_title', title: '业务' },
    ...place,
    { key: 'member_count', title: '人数', width: 8 },
    { key: 'amount', title: '拟付金额（元）', format: 'fen' },
    { key: 'published_on', title: '公示起', width: 12 },
    { key: 'ends_on', title: '公示止', width: 12 },
    { key: 'open_objections', title: '待核查异议', width: 12 },
  ],
}

const objectionStates = { open: '待答复', upheld: '成立', rejected: '不成立', lapsed: '一并重新核查' }

export const objectionTable: Table<z.output<typeof objectionRow>> = {
  title: '异议',
  columns: [
    { key: (row) => objectionStates[row.state], title: '状态', width: 12 },
    { key: 'text', title: '反映的情况', width: 48 },
    // Who objected stays with whoever has to answer: the list goes along, the name does not.
    { key: (row) => (row.contact === null ? '匿名' : '留了联系方式'), title: '提出人', width: 14 },
    { key: 'title', title: '对象' },
    { key: 'programme_title', title: '业务' },
    { key: 'case_number', title: '办件号', width: 26 },
    ...place,
    { key: 'filed_on', title: '收到', width: 12 },
    { key: 'due_on', title: '答复期限', width: 12 },
    { key: 'decided_on', title: '答复', width: 12 },
    { key: 'finding', title: '核查情况', width: 48 },
  ],
}

const inspectionReasons = { drawn: '抽中', relative_of_staff: '经办人员近亲属', reported: '有异议' }

export const inspectionTable: Table<RowOf<typeof inspectionRoutes.list_inspections>> = {
  title: '抽查',
  columns: [
    { key: 'month', title: '月份', width: 12, format: 'month' },
    { key: 'position', title: '第几件', width: 8 },
    { key: 'title', title: '对象' },
    { key: 'case_number', title: '办件号', width: 26 },
    {
      key: (row) => row.reasons.map((each) => inspectionReasons[each]).join('、'),
      title: '为什么',
      width: 24,
    },
    { key: 'programme_title', title: '业务' },
    ...place,
    { key: 'entered_on', title: '到区', width: 12 },
    { key: 'due_on', title: '办件期限', width: 12 },
    { key: 'visited_on', title: '入户', width: 12 },
    { key: 'visitor_name', title: '入户人' },
    { key: (row) => (row.case_state === 'closed' ? '已办结' : '在办'), title: '办件', width: 10 },
  ],
}

const agreements = { true: '与申报一致', false: '与申报不一致', null: '没看清' }

export const visitTable: Table<RowOf<typeof visitRoutes.list_visits>> = {
  title: '走访',
  columns: [
    { key: 'planned_on', title: '安排', width: 12 },
    { key: 'visited_on', title: '去了', width: 12 },
    { key: 'title', title: '对象' },
    { key: 'member_count', title: '人口', width: 8 },
    ...place,
    { key: 'address', title: '住址', width: 32 },
    { key: 'visitor_name', title: '入户人' },
    { key: 'second_visitor_name', title: '第二人' },
    { key: 'safety_remark', title: '要当心的', width: 24 },
    { key: 'finding', title: '看到的情况', width: 48 },
    {
      key: (row) => (row.state === 'done' ? agreements[`${row.agrees_with_declaration}`] : ''),
      title: '与申报',
      width: 14,
    },
    { key: 'due_on', title: '办件期限', width: 12 },
  ],
}

/** The procedure of 民发〔2012〕220号, for cases accepted up to 2021-06-30. Written for subsistence; others follow it. */
import type { ArticleReference, ProcedureDefinition } from '../procedure.ts'
import { appeal } from './appeal.ts'

/** A programme that a household's procedure is made for. */
export type HouseholdProcedure = {
  programmeId: string
  title: string
  /** Why the whole procedure is shown as 待核实: the text was written for another programme. */
  toVerify?: string
}

const article = (name: string): ArticleReference => ({ document: 'civil-affairs-2012-220', article: name })

/** A household programme that is handled by the rule of 2012. */
export const householdProcedure2012 = (of: HouseholdProcedure): ProcedureDefinition => ({
  id: `${of.programmeId}-2012`,
  programmeId: of.programmeId,
  title: `${of.title}审核审批（2012年办法）`,
  ...(of.toVerify === undefined ? {} : { toVerify: of.toVerify }),
  document: 'civil-affairs-2012-220',
  from: '2012-12-12',
  to: '2021-07-01',
  whole: {
    amount: 30,
    unit: 'day',
    from: 'acceptance',
    article: { document: 'state-council-order-271', article: '第八条' },
  },
  special: null,
  firstStep: 'application',
  steps: [
    {
      id: 'application',
      title: '申请',
      actor: 'applicant',
      article: { document: 'state-council-order-649', article: '第十一条' },
      due: null,
      acts: ['submit'],
      next: { submit: 'acceptance' },
    },
    {
      id: 'acceptance',
      title: '受理',
      actor: 'street',
      article: article('第十三条'),
      due: {
        amount: 5,
        unit: 'working_day',
        from: 'application',
        toVerify: '条文只说一次告知，五日的期限待核实',
      },
      acts: ['accept', 'ask_for_supplement', 'refuse'],
      next: { accept: 'visit', refuse: 'notification' },
    },
    {
      id: 'visit',
      title: '入户',
      actor: 'street',
      article: article('第十八条'),
      due: { amount: 10, unit: 'working_day', from: 'acceptance' },
      needsTwoPeople: true,
      acts: ['record_visit', 'record_means_check', 'ask_for_supplement', 'submit', 'refuse'],
      requires: ['record_visit', 'record_means_check'],
      actArticles: { record_means_check: article('第十九条'), refuse: article('第二十条') },
      next: { submit: 'deliberation', refuse: 'notification' },
    },
    {
      id: 'deliberation',
      title: '评议',
      actor: 'community',
      article: article('第二十一条'),
      due: { amount: 5, unit: 'working_day', from: 'previous_step' },
      representatives: { numerator: 2, denominator: 3, article: article('第二十二条') },
      acts: ['record_deliberation', 'submit', 'return'],
      requires: ['record_deliberation'],
      next: { submit: 'street_notice', return: 'visit' },
    },
    {
      id: 'street_notice',
      title: '街道公示',
      actor: 'street',
      article: article('第二十五条'),
      due: { amount: 7, unit: 'day', from: 'previous_step' },
      noticeDays: 7,
      acts: ['publish_notice', 'record_objection', 'submit', 'return'],
      requires: ['publish_notice'],
      next: { submit: 'street_report', return: 'visit' },
    },
    {
      id: 'street_report',
      title: '街道报区',
      actor: 'street',
      article: { document: 'state-council-order-649', article: '第十一条' },
      due: null,
      acts: ['submit', 'return'],
      next: { submit: 'district_review', return: 'visit' },
    },
    {
      id: 'district_review',
      title: '区审核',
      actor: 'district',
      article: article('第二十六条'),
      due: { amount: 5, unit: 'working_day', from: 'previous_step' },
      differentPersonFrom: ['acceptance', 'visit', 'street_report'],
      spotVisits: { percent: 30, always: ['relative_of_staff', 'reported'], article: article('第二十六条') },
      acts: ['ask_for_supplement', 'submit', 'return', 'refuse'],
      next: { submit: 'district_notice', return: 'visit', refuse: 'determination' },
    },
    {
      id: 'district_notice',
      title: '区公示',
      actor: 'district',
      article: article('第二十九条'),
      due: { amount: 7, unit: 'day', from: 'previous_step' },
      noticeDays: 7,
      acts: ['publish_notice', 'record_objection', 'submit', 'return'],
      requires: ['publish_notice'],
      next: { submit: 'determination', return: 'district_review' },
    },
    {
      id: 'determination',
      title: '审批',
      actor: 'district',
      article: article('第二十九条'),
      due: { amount: 3, unit: 'working_day', from: 'notice_end' },
      differentPersonFrom: ['acceptance', 'visit', 'street_report', 'district_review'],
      differentPersonFromActs: ['record_visit'],
      acts: ['approve', 'refuse', 'return'],
      next: { approve: 'notification', refuse: 'notification', return: 'district_review' },
    },
    {
      id: 'notification',
      title: '告知',
      actor: 'district',
      article: article('第二十六条'),
      due: { amount: 3, unit: 'working_day', from: 'previous_step' },
      acts: ['notify'],
      next: { notify: 'end' },
    },
  ],
  entitlementFrom: { rule: 'next_month', article: article('第二十九条') },
  payBy: { dayOfMonth: 10, article: article('第三十一条') },
  reviews: [
    {
      id: 'no_change_expected',
      label: '变化不大',
      every: { amount: 12, unit: 'month' },
      article: article('第三十三条'),
    },
    {
      id: 'fairly_stable',
      label: '收入相对稳定',
      every: { amount: 6, unit: 'month' },
      article: article('第三十三条'),
    },
    {
      id: 'able_to_work_urban',
      label: '有劳动能力、收入不固定（城镇）',
      every: { amount: 1, unit: 'month' },
      registerKind: 'urban',
      article: article('第三十三条'),
    },
    {
      id: 'able_to_work_rural',
      label: '有劳动能力、收入不固定（农村）',
      every: { amount: 3, unit: 'month' },
      registerKind: 'rural',
      article: article('第三十三条'),
    },
  ],
  gradualExit: [],
  objection: {
    decideWithin: { amount: 20, unit: 'working_day', from: 'previous_step', article: article('第二十九条') },
    newNotice: true,
  },
  appeal,
})

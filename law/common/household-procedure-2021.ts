/** The procedure of 民发〔2021〕57号, for cases accepted from 2021-07-01. Written for subsistence; others follow it. */
import type { ArticleReference, GradualExit, ProcedureDefinition } from '../procedure.ts'
import { appeal } from './appeal.ts'
import type { HouseholdProcedure } from './household-procedure-2012.ts'

const article = (name: string): ArticleReference => ({ document: 'civil-affairs-2021-57', article: name })

/** A household programme that is handled by the rule of 2021. */
export const householdProcedure2021 = (
  of: HouseholdProcedure & { gradualExit: GradualExit[] },
): ProcedureDefinition => ({
  id: `${of.programmeId}-2021`,
  programmeId: of.programmeId,
  title: `${of.title}审核确认（2021年办法）`,
  ...(of.toVerify === undefined ? {} : { toVerify: of.toVerify }),
  document: 'civil-affairs-2021-57',
  from: '2021-07-01',
  to: null,
  whole: { amount: 30, unit: 'working_day', from: 'acceptance', article: article('第二十二条') },
  special: { amount: 45, unit: 'working_day', from: 'acceptance', article: article('第二十二条') },
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
      article: article('第十条'),
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
      article: article('第十六条'),
      due: {
        amount: 3,
        unit: 'working_day',
        from: 'acceptance',
        until: 'begun',
        article: article('第十五条'),
      },
      needsTwoPeople: true,
      acts: ['record_visit', 'record_means_check', 'ask_for_supplement', 'submit', 'refuse'],
      requires: ['record_visit', 'record_means_check'],
      actArticles: { record_means_check: article('第十七条') },
      next: { submit: 'street_notice', refuse: 'notification' },
    },
    {
      id: 'street_notice',
      title: '街道公示',
      actor: 'street',
      article: article('第十九条'),
      due: { amount: 7, unit: 'day', from: 'previous_step' },
      noticeDays: 7,
      acts: ['publish_notice', 'record_objection', 'uphold_objection', 'submit', 'return'],
      requires: ['publish_notice'],
      next: { submit: 'district_determination', uphold_objection: 'deliberation', return: 'visit' },
    },
    {
      id: 'deliberation',
      title: '评议（有异议时）',
      actor: 'community',
      article: article('第十九条'),
      due: null,
      acts: ['record_deliberation', 'record_visit', 'record_means_check', 'submit', 'refuse'],
      requires: ['record_deliberation'],
      next: { submit: 'street_notice', refuse: 'notification' },
    },
    {
      id: 'district_determination',
      title: '区确认',
      actor: 'district',
      delegate: {
        actor: 'street',
        article: { document: 'tianjin-civil-affairs-2021-14', article: '委托街道确认' },
      },
      article: article('第二十条'),
      due: { amount: 10, unit: 'working_day', from: 'previous_step' },
      differentPersonFrom: ['acceptance', 'visit'],
      differentPersonFromActs: ['record_visit'],
      spotVisits: { percent: 0, always: ['relative_of_staff', 'reported'], article: article('第二十条') },
      acts: ['ask_for_supplement', 'approve', 'refuse', 'return'],
      next: { approve: 'notification', refuse: 'notification', return: 'visit' },
    },
    {
      id: 'notification',
      title: '告知',
      actor: 'district',
      article: article('第二十一条'),
      due: { amount: 3, unit: 'working_day', from: 'previous_step' },
      acts: ['notify'],
      next: { notify: 'end' },
    },
  ],
  entitlementFrom: { rule: 'next_month', article: article('第二十一条') },
  payBy: { dayOfMonth: null, article: article('第二十五条') },
  reviews: [
    {
      id: 'little_change',
      label: '基本没有变化',
      every: { amount: 12, unit: 'month' },
      article: article('第三十一条'),
    },
    {
      id: 'able_to_work',
      label: '有劳动能力、变化大',
      every: { amount: 6, unit: 'month' },
      article: article('第三十一条'),
    },
  ],
  gradualExit: of.gradualExit,
  objection: {
    decideWithin: {
      amount: 20,
      unit: 'working_day',
      from: 'previous_step',
      article: article('第十九条'),
      toVerify: '条文没有写核实异议的期限，沿用2012年办法的二十个工作日，待核实',
    },
    newNotice: true,
  },
  appeal,
})

/** The ordinary way, and the way for what cannot wait: aid first, papers after. */
import type { ArticleReference, Due, ProcedureDefinition, StepDefinition } from '../../procedure.ts'
import { appeal } from '../../common/appeal.ts'

const programmeId = 'temporary-assistance'
const order649 = (article: string): ArticleReference => ({ document: 'state-council-order-649', article })
const local = (article: string): ArticleReference => ({ document: 'tianjin-temporary-assistance', article })
const noLimit = { document: 'civil-affairs-2018-23', article: '办理期限' }
const noLimitSaid = '民发〔2018〕23号没有写期限；为使每件都有日期，按三十日提醒，待核实'

const application = (next: string): StepDefinition => ({
  id: 'application',
  title: '申请',
  actor: 'applicant',
  article: order649('第四十八条'),
  due: null,
  acts: ['submit'],
  next: { submit: next },
})

const visit = (next: string, title = '入户'): StepDefinition => ({
  id: 'visit',
  title,
  actor: 'street',
  article: order649('第四十八条'),
  due: null,
  needsTwoPeople: true,
  acts: ['record_visit', 'record_assessment', 'ask_for_supplement', 'submit', 'refuse'],
  requires: ['record_visit', 'record_assessment'],
  actArticles: { record_assessment: order649('第四十九条') },
  // Whoever visits proposes a refusal; another decides on it, and on what was given in advance.
  next: { submit: next, refuse: 'determination' },
})

/** The district decides; the street may be handed amounts up to its limit. */
const determination = (differentPersonFrom: string[]): StepDefinition => ({
  id: 'determination',
  title: '审批',
  actor: 'district',
  delegate: { actor: 'street', article: local('街道审批'), onlyIf: 'street_decides' },
  article: order649('第四十八条'),
  due: null,
  differentPersonFrom,
  differentPersonFromActs: ['record_visit'],
  acts: ['approve', 'refuse', 'return'],
  next: { approve: 'notification', refuse: 'notification', return: 'visit' },
})

const notification: StepDefinition = {
  id: 'notification',
  title: '告知',
  actor: 'street',
  article: order649('第四十八条'),
  due: null,
  acts: ['notify'],
  next: { notify: 'end' },
}

const days = (amount: number, from: Due['from'], toVerify: string): Due => ({
  amount,
  unit: 'day',
  from,
  toVerify,
})

const shared = {
  programmeId,
  document: 'state-council-order-649',
  from: '2014-05-01',
  to: null,
  whole: { ...days(30, 'application', noLimitSaid), article: noLimit },
  special: null,
  firstStep: 'application',
  entitlementFrom: { rule: 'at_once' as const, article: order649('第四十七条') },
  payBy: { dayOfMonth: null, article: order649('第四十七条') },
  reviews: [],
  gradualExit: [],
  objection: {
    decideWithin: {
      ...days(20, 'previous_step', '条文没有写核实异议的期限，按二十日提醒，待核实'),
      article: noLimit,
    },
    newNotice: false,
  },
  appeal,
} satisfies Partial<ProcedureDefinition>

export const procedures: readonly ProcedureDefinition[] = [
  {
    ...shared,
    id: `${programmeId}-2014`,
    title: '临时救助审批',
    steps: [
      application('acceptance'),
      {
        id: 'acceptance',
        title: '受理',
        actor: 'street',
        article: order649('第四十八条'),
        due: {
          amount: 5,
          unit: 'working_day',
          from: 'application',
          toVerify: '条文没有写受理的期限，按五日一次告知，待核实',
        },
        acts: ['accept', 'ask_for_supplement', 'refuse'],
        next: { accept: 'visit', refuse: 'notification' },
      },
      visit('street_notice'),
      {
        id: 'street_notice',
        title: '街道公示',
        actor: 'street',
        article: order649('第四十八条'),
        due: days(7, 'previous_step', '条文只说公示，七天比照低保，待核实'),
        noticeDays: 7,
        acts: ['publish_notice', 'record_objection', 'submit', 'return'],
        requires: ['publish_notice'],
        next: { submit: 'determination', return: 'visit' },
      },
      determination(['acceptance', 'visit']),
      notification,
    ],
  },
  {
    ...shared,
    id: `${programmeId}-urgent-2014`,
    title: '临时救助审批（紧急）',
    variant: 'urgent',
    steps: [
      application('urgent_aid'),
      {
        id: 'urgent_aid',
        title: '先行救助',
        actor: 'street',
        article: local('先行救助'),
        due: {
          amount: 24,
          unit: 'hour',
          from: 'application',
          toVerify: '二十四小时见于方案，没有读到原文，待核实',
        },
        acts: ['record_assessment', 'grant_first', 'accept', 'refuse'],
        requires: ['record_assessment'],
        actArticles: { record_assessment: order649('第四十九条'), accept: order649('第四十八条') },
        // What turns out not to be urgent is accepted and goes on without aid in advance.
        next: { grant_first: 'visit', accept: 'visit', refuse: 'notification' },
      },
      visit('determination', '入户补手续'),
      determination(['urgent_aid', 'visit']),
      notification,
    ],
  },
]

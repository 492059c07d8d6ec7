/** How support of a destitute person is applied for: the rule of 2016, and 民发〔2021〕43号. */
import type { ArticleReference, Due, ProcedureDefinition } from '../../procedure.ts'
import { appeal } from '../../common/appeal.ts'

const programmeId = 'extreme-poverty-support'
const order649 = (article: string): ArticleReference => ({ document: 'state-council-order-649', article })
const rule2016 = (article: string): ArticleReference => ({ document: 'civil-affairs-2016-178', article })
const rule2021 = (article: string): ArticleReference => ({ document: 'civil-affairs-2021-43', article })

type Rule = {
  id: string
  title: string
  document: string
  from: string
  to: string | null
  /** Working days of the street and of the district, with their articles. */
  street: { days: number; article: ArticleReference }
  district: { days: number; article: ArticleReference }
  notice: ArticleReference
  meansCheck: ArticleReference
  refusal: ArticleReference
  entitlement: ArticleReference
  spotVisits: { percent: number; article: ArticleReference } | null
  objection: Due
  /** Where it is said how often somebody is looked at again. */
  review: ArticleReference
  /** What the text doesn't say and is taken from elsewhere. */
  toVerify?: string
}

const workingDays = (amount: number, from: Due['from']): Due => ({ amount, unit: 'working_day', from })

function procedure(rule: Rule): ProcedureDefinition {
  const { toVerify } = rule
  const unsaid = toVerify === undefined ? {} : { toVerify }
  return {
    id: `${programmeId}-${rule.id}`,
    programmeId,
    title: rule.title,
    document: rule.document,
    ...unsaid,
    from: rule.from,
    to: rule.to,
    whole: {
      ...workingDays(rule.street.days + rule.district.days, 'acceptance'),
      article: rule.district.article,
      toVerify: '条文只分别写街道和区的期限，合计是本系统算的，待核实',
    },
    special: null,
    firstStep: 'application',
    steps: [
      {
        id: 'application',
        title: '申请',
        actor: 'applicant',
        article: order649('第十六条'),
        due: null,
        acts: ['submit'],
        next: { submit: 'acceptance' },
      },
      {
        id: 'acceptance',
        title: '受理',
        actor: 'street',
        article: order649('第十六条'),
        due: {
          ...workingDays(5, 'application'),
          toVerify: '条文没有写受理的期限，按五日一次告知，待核实',
        },
        acts: ['accept', 'ask_for_supplement', 'refuse'],
        next: { accept: 'visit', refuse: 'notification' },
      },
      {
        id: 'visit',
        title: '入户、核对、评估自理能力',
        actor: 'street',
        article: rule.street.article,
        due: workingDays(rule.street.days, 'acceptance'),
        needsTwoPeople: true,
        acts: [
          'record_visit',
          'record_assessment',
          'record_means_check',
          'ask_for_supplement',
          'submit',
          'refuse',
        ],
        requires: ['record_visit', 'record_assessment', 'record_means_check'],
        actArticles: {
          record_means_check: rule.meansCheck,
          record_assessment: rule2021('第二十一条'),
        },
        next: { submit: 'street_notice', refuse: 'notification' },
      },
      {
        id: 'street_notice',
        title: '街道公示',
        actor: 'street',
        article: rule.notice,
        due: { amount: 7, unit: 'day', from: 'previous_step', ...unsaid },
        noticeDays: 7,
        acts: ['publish_notice', 'record_objection', 'submit', 'return'],
        requires: ['publish_notice'],
        next: { submit: 'district_determination', return: 'visit' },
      },
      {
        id: 'district_determination',
        title: '区确认',
        actor: 'district',
        article: rule.district.article,
        due: workingDays(rule.district.days, 'previous_step'),
        differentPersonFrom: ['acceptance', 'visit'],
        differentPersonFromActs: ['record_visit'],
        ...(rule.spotVisits === null ? {} : { spotVisits: { ...rule.spotVisits, always: [] } }),
        acts: ['ask_for_supplement', 'approve', 'refuse', 'return'],
        next: { approve: 'notification', refuse: 'notification', return: 'visit' },
      },
      {
        id: 'notification',
        title: '告知',
        actor: 'district',
        article: rule.refusal,
        due: { ...workingDays(3, 'previous_step'), ...unsaid },
        acts: ['notify'],
        next: { notify: 'end' },
      },
    ],
    entitlementFrom: { rule: 'next_month', article: rule.entitlement, ...unsaid },
    payBy: { dayOfMonth: null, article: rule.entitlement },
    reviews: [
      { id: 'yearly', label: '每年核查', every: { amount: 12, unit: 'month' }, article: rule.review },
    ],
    gradualExit: [],
    objection: { decideWithin: rule.objection, newNotice: true },
    appeal,
  }
}

const unread2016 = '2016年办法的全文没有读到，除街道和区的期限外暂用2021年办法的，待核实'

export const procedures: readonly ProcedureDefinition[] = [
  procedure({
    id: '2016',
    title: '特困人员认定（2016年办法）',
    document: 'civil-affairs-2016-178',
    from: '2016-10-10',
    to: '2021-07-01',
    street: { days: 20, article: rule2016('街道期限') },
    district: { days: 20, article: rule2016('区期限') },
    notice: rule2016('街道期限'),
    meansCheck: order649('第五十八条'),
    refusal: order649('第十六条'),
    entitlement: order649('第十六条'),
    spotVisits: null,
    objection: { ...workingDays(15, 'previous_step'), article: rule2021('第十五条'), toVerify: unread2016 },
    review: { document: 'extreme-poverty-readings', article: '每年核查' },
    toVerify: unread2016,
  }),
  {
    ...procedure({
      id: '2021',
      title: '特困人员认定（2021年办法）',
      document: 'civil-affairs-2021-43',
      from: '2021-07-01',
      to: null,
      street: { days: 15, article: rule2021('第十三条') },
      district: { days: 15, article: rule2021('第十六条') },
      notice: rule2021('第十五条'),
      meansCheck: rule2021('第十条'),
      refusal: rule2021('第十八条'),
      entitlement: rule2021('第十七条'),
      spotVisits: { percent: 30, article: rule2021('第十六条') },
      objection: { ...workingDays(15, 'previous_step'), article: rule2021('第十五条') },
      review: { document: 'assistance-reform-2020', article: '第七点' },
    }),
    ending: { noticeDays: 7, article: rule2021('第二十六条') },
    reassessment: { ...workingDays(10, 'application'), article: rule2021('第二十三条') },
  },
]

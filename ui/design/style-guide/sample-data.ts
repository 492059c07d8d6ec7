/** The one story that runs through all pictures: 王桂兰户 on 2017-09-18. Only for the style guide. */
import type { Fact, LightState, Reason, Step, TimelineEntry } from '../index.ts'

export type SampleTask = {
  id: string
  light: LightState
  act: string
  step: string
  line: string
  who: string
  number: string
  street: string
  fen: string | null
  due: string
  left: number
}

const rows: [string, string, string, string, string, string, string | null, string, number][] = [
  [
    '出具审核意见',
    '区审核',
    '最低生活保障',
    '刘桂芬',
    '120***********2047',
    '万兴街道',
    '51600',
    '2017-09-13',
    -3,
  ],
  [
    '告知补正',
    '许可审查',
    '养老机构许可',
    '示例颐和养老院',
    '申请床位 86 张',
    '体育中心街道',
    null,
    '2017-09-15',
    -1,
  ],
  [
    '催证券来源',
    '核对答复',
    '最低生活保障',
    '张振华',
    '120***********3311',
    '王顶堤街道',
    null,
    '2017-09-19',
    1,
  ],
  [
    '答复异议人',
    '异议调查',
    '最低生活保障',
    '孟凡霞',
    '120***********1568',
    '广开街道',
    '120400',
    '2017-09-20',
    2,
  ],
  [
    '提交审批',
    '区审核',
    '最低生活保障',
    '王桂兰',
    '120***********0426',
    '嘉陵道街道',
    '74250',
    '2017-09-21',
    3,
  ],
  [
    '复核 9月批次',
    '发放复核',
    '医疗救助',
    '共 214 人',
    '批次 2017-09-02',
    '全区',
    '38641250',
    '2017-09-21',
    3,
  ],
  [
    '出具审核意见',
    '区审核',
    '低收入救助',
    '赵连生',
    '120***********5132',
    '学府街道',
    '25800',
    '2017-09-22',
    4,
  ],
  [
    '核定差额',
    '变更核定',
    '最低生活保障',
    '韩玉梅',
    '120***********0884',
    '鼓楼街道',
    '-61250',
    '2017-09-25',
    5,
  ],
]

export const tasks: SampleTask[] = rows.map(
  ([act, step, line, who, number, street, fen, due, left], index) => ({
    id: String(index),
    light: left < 0 ? 'overdue' : left <= 3 ? 'due_soon' : 'normal',
    act,
    step,
    line,
    who,
    number,
    street,
    fen,
    due,
    left,
  }),
)

export const caseSteps: Step[] = [
  { label: '受理', note: '8月28日', state: 'done' },
  { label: '入户', note: '9月1日', state: 'done' },
  { label: '评议', note: '9月5日', state: 'done' },
  { label: '街道公示', note: '9月6日–13日', state: 'done' },
  { label: '街道报区', note: '9月14日', state: 'done' },
  { label: '区审核', state: 'current' },
  { label: '区公示', note: '7 天', state: 'to_come' },
  { label: '审批', state: 'to_come' },
  { label: '10月起发放', state: 'to_come' },
]

export const caseFacts: Fact[] = [
  {
    key: 'income',
    label: '月收入',
    value: '1,837.50 元',
    note: '刘志强退休金，三个月平均',
    source: '社会保险',
    date: '8月31日',
  },
  {
    key: 'difference',
    label: '',
    value: '比申报多 7.50 元',
    light: 'due_soon',
    note: '申请人 9月4日认可',
    source: '申报 1,830.00',
    date: '8月28日',
  },
  {
    key: 'savings',
    label: '存款',
    value: '18,260.40 元',
    note: '3 人，7 家银行',
    source: '银行',
    date: '8月31日',
  },
  { key: 'housing', label: '房屋', value: '1 套，公租 42 ㎡', source: '不动产登记', date: '8月30日' },
  { key: 'vehicle', label: '车辆', value: '无', source: '车辆登记', date: '8月30日' },
  {
    key: 'other',
    label: '其他',
    value: '企业、证券、保险、公积金、税：无',
    source: '5 个来源',
    date: '8月31日',
  },
]

export const reasons: Reason[] = [
  {
    key: 'members',
    outcome: 'met',
    statement: '3 人为共同生活成员',
    article: { text: '本市低保办法第五条：成年子女不能独立生活的计入' },
    numbers: '3 人',
    law: '共同生活的家庭成员，包括配偶、父母和未成年子女，以及不能独立生活的成年子女。',
  },
  {
    key: 'income',
    outcome: 'met',
    statement: '人均收入低于标准',
    article: { text: '社会救助暂行办法第九条' },
    note: '标准 2017年4月1日起',
    numbers: '612.50 ＜ 860.00',
    calculation: {
      rows: [
        { label: '刘志强退休金，6 至 8 月平均', value: '1,837.50' },
        { label: '王桂兰、刘伟　经核对无收入', value: '0.00' },
      ],
      total: { label: '1,837.50 ÷ 3 人', value: '612.50 元/人·月' },
    },
  },
  {
    key: 'assets',
    outcome: 'met',
    statement: '金融资产在限额内',
    article: { text: '860 × 24 个月 × 3 人' },
    numbers: '18,260.40 ≤ 61,920.00',
    unverified: '限额 24 个月标准按一般做法填写，市文件原文未读到。录入文号后，这里自动改为条文。',
  },
  {
    key: 'vehicle',
    outcome: 'unknown',
    statement: '无机动车，房屋不超过 1 套',
    article: { text: '本市低保办法' },
    numbers: '车辆待答复',
  },
]

export const events: TimelineEntry[] = [
  {
    key: '1',
    date: '2017-09-14',
    kind: '办件',
    text: '最低生活保障申请报区审核',
    source: '嘉陵道街道',
    current: true,
  },
  { key: '2', date: '2017-09-04', kind: '核对', text: '认可收入差异 7.50 元', source: '本人' },
  {
    key: '3',
    date: '2017-09-01',
    kind: '走访',
    text: '入户调查，赵敏、李强，照片 4 张',
    source: '嘉陵道街道',
  },
  {
    key: '4',
    date: '2017-04-01',
    kind: '待遇',
    text: '低收入家庭救助 234 → 258 元，自动调整',
    source: '系统',
  },
]

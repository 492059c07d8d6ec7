/** /style/portal: a question flow as pictured. */
import { Money, ReasonList } from '../index.ts'
import { CountField, MoneyField, type Question, QuestionFlow, YesNoField } from '../../forms/index.ts'
import { usePortalFrame } from '../../shell/portal-frame.tsx'
import { yuanText } from '../money-text.ts'
import { reasons } from './sample-data.ts'
import { useState } from 'react'

const questions: Question[] = [
  {
    key: 'members',
    title: '您家一起生活的有几口人？',
    hint: '连您自己在内。在外上学的子女也算。',
    field: (value, onChange, error) => (
      <CountField
        label="一起生活的人"
        value={value as number | undefined}
        onChange={onChange}
        error={error}
        min={1}
      />
    ),
    summary: (value) => `${String(value)} 人`,
    needed: true,
  },
  {
    key: 'income',
    title: '您全家每月一共收入多少？',
    hint: '按最近三个月的平均数填。退休金、工资、房租、子女给的赡养费都算在内。',
    why: '低保看全家人均收入。天津现在的标准是每人每月 860 元，人均低于这个数就可能符合。',
    whereTitle: '到哪里查这些数',
    where: [
      { what: '退休金', where: '银行卡短信，或社保卡对账单' },
      { what: '工资', where: '最近三个月的工资条' },
      { what: '不用算', where: '助学金、丧葬费、医药费报销' },
    ],
    field: (value, onChange, error) => (
      <MoneyField
        label="全家每月收入"
        unit="元 / 月"
        value={value as string | undefined}
        onChange={onChange}
        error={error}
      />
    ),
    summary: (value) => `${yuanText(value as string)} 元/月`,
  },
  {
    key: 'disabled',
    title: '家里有残疾人吗？',
    field: (value, onChange, error) => (
      <YesNoField
        label="有持残疾人证的家人"
        value={value as boolean | null | undefined}
        onChange={onChange}
        error={error}
        yes="有"
        no="没有"
      />
    ),
    summary: (value) => (value === true ? '有' : '没有'),
  },
]

export default function StylePortalPage() {
  usePortalFrame({ place: '自助测算', foot: '不用登录，不保存您填的内容' })
  const [done, setDone] = useState(false)
  if (done)
    return (
      <div className="stack">
        <h2>您家可能符合最低生活保障，全家大约可领</h2>
        <Money fen="74250" unit="元 / 月" size="amount" />
        <ReasonList reasons={reasons} />
      </div>
    )
  return (
    <QuestionFlow name="style" questions={questions} finish="看测算结果" onFinish={() => setDone(true)} />
  )
}

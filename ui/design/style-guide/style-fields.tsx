import { useState } from 'react'
import {
  type ChosenFile,
  ChoiceField,
  CountField,
  DateField,
  FileField,
  MoneyField,
  NumberField,
  SearchSelectField,
  SelectField,
  TextAreaField,
  TextField,
  YesNoField,
} from '../../forms/index.ts'

const streets = ['嘉陵道街道', '万兴街道', '王顶堤街道', '广开街道', '华苑街道'].map((label, index) => ({
  value: String(index),
  label,
  second: '南开区',
}))

/** Every field, filled, empty and wrong. */
export function StyleFields() {
  const [text, setText] = useState('王桂兰')
  const [fen, setFen] = useState<string | undefined>('183750')
  const [count, setCount] = useState<number | undefined>(3)
  const [date, setDate] = useState<string | undefined>('2018-04-01')
  const [home, setHome] = useState<'public' | 'own' | 'rent' | 'borrowed'>('public')
  const [answer, setAnswer] = useState<boolean | null | undefined>(null)
  const [street, setStreet] = useState<string | undefined>('0')
  const [files, setFiles] = useState<ChosenFile[]>([])
  return (
    <section className="style-section">
      <h2>表单</h2>
      <div className="style-fields">
        <TextField label="姓名" value={text} onChange={setText} saved />
        <TextField label="联系电话" value="" onChange={() => undefined} optional hint="用来通知补正和结果" />
        <TextField
          label="证件号码"
          value="12010419590310"
          onChange={() => undefined}
          error="应为 18 位，现在 14 位"
        />
        <MoneyField label="全家每月收入" unit="元/月" value={fen} onChange={setFen} />
        <NumberField label="床位" unit="张" value={86} onChange={() => undefined} />
        <CountField label="实际住几个人" value={count} onChange={setCount} saved />
        <DateField label="从哪天起" value={date} onChange={setDate} today="2017-09-18" />
        <ChoiceField
          label="住房"
          value={home}
          onChange={setHome}
          choices={[
            { value: 'public', label: '公租房' },
            { value: 'own', label: '自有' },
            { value: 'rent', label: '租住' },
            { value: 'borrowed', label: '借住' },
          ]}
        />
        <YesNoField label="家里有残疾人吗" value={answer} onChange={setAnswer} />
        <SelectField label="街道" value={street} onChange={setStreet} options={streets} />
        <SearchSelectField label="街道（查找）" value={street} onChange={setStreet} options={streets} />
        <TextField label="不能改的" value="南开区" onChange={() => undefined} disabled />
        <TextAreaField label="审核意见" value="" onChange={() => undefined} maxLength={200} />
        <FileField label="照片" files={files} onChange={setFiles} kind="photo" />
      </div>
    </section>
  )
}

/** Importing a year: paste the notice or a table, look at what was read, then import. */
import { useState } from 'react'
import { importCalendarYear } from '../../../../server/administration/contract.ts'
import {
  Button,
  DataTable,
  Dialog,
  ErrorNotice,
  Light,
  dayText,
  fieldMessage,
  useStatus,
  weekdayText,
} from '../../../design/index.ts'
import type { Column } from '../../../design/index.ts'
import { TextAreaField, TextField } from '../../../forms/index.ts'
import { useAct } from '../../../shell/index.ts'
import { type PastedDay, readHolidays } from './calendar-paste.ts'

const columns: Column<PastedDay>[] = [
  { key: 'day', title: '日期', cell: (row) => `${dayText(row.day)} 周${weekdayText(row.day)}` },
  {
    key: 'working',
    title: '安排',
    cell: (row) => (row.working ? <Light state="due_soon">上班</Light> : <Light state="normal">放假</Light>),
  },
  { key: 'name', title: '节名', cell: (row) => row.name },
]

export function ImportYearDialog(props: { year: number; onClose: () => void }) {
  const [typedYear, setTypedYear] = useState(String(props.year))
  const [source, setSource] = useState('')
  const [text, setText] = useState('')
  const say = useStatus()
  const year = /^\d{4}$/.test(typedYear) ? Number(typedYear) : undefined
  const { days, unread } = readHolidays(year ?? 0, text)
  const load = useAct(importCalendarYear, {
    onDone: () => {
      say(`${year} 年的工作日历已导入`)
      props.onClose()
    },
  })
  const missing =
    year === undefined
      ? '填年份'
      : days.length === 0
        ? '粘贴安排'
        : source.trim().length < 4
          ? '填文号'
          : undefined
  return (
    <Dialog
      title="导入一年的放假安排"
      open
      wide
      onClose={props.onClose}
      acts={
        <>
          <Button onClick={props.onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={load.isPending}
            disabledBecause={missing === undefined ? undefined : `导入，先${missing}`}
            onClick={() => year !== undefined && load.mutate({ body: { year, source, days } })}
          >
            导入 {year ?? ''} 年 {days.length} 天
          </Button>
        </>
      }
    >
      <TextField
        label="年份"
        value={typedYear}
        onChange={setTypedYear}
        maxLength={4}
        error={fieldMessage(load.error, 'year')}
      />
      <TextField
        label="文号"
        hint="国务院办公厅关于节假日安排的通知"
        value={source}
        onChange={setSource}
        placeholder="国办发明电〔2026〕7号"
        maxLength={200}
        error={fieldMessage(load.error, 'source')}
      />
      <TextAreaField
        label="放假安排"
        hint="粘贴通知正文，或表格（每行：日期 放假或上班 节名）"
        value={text}
        onChange={setText}
        rows={5}
        error={text.trim() !== '' && days.length === 0 ? '没有读出日子，请核对年份，或每行写一天' : undefined}
      />
      {unread.length > 0 && days.length > 0 && (
        <p className="second">
          没有日子的 {unread.length} 行不导入：{unread.slice(0, 3).join('；')}
        </p>
      )}
      {days.length > 0 && (
        <DataTable
          caption="读出的日子"
          columns={columns}
          rows={days}
          rowKey={(row) => row.day}
          rowName={(row) => dayText(row.day)}
          countWord="天"
          note="请与通知核对后再导入；同一年再导入会整年替换"
          empty={null}
        />
      )}
      {load.error !== null && <ErrorNotice error={load.error} />}
    </Dialog>
  )
}

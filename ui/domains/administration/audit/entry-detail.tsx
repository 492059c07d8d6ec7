/** One entry of the log in full, and the way to all of the same account or the same subject. */
import type { AuditRow } from '../../../../server/administration/contract.ts'
import { Button, Dialog, FactSection, dateText, machineText } from '../../../design/index.ts'
import { actTitle, subjectTitle } from './act-words.ts'
import { actorOf } from './actor.ts'
import '../administration.css'

type Filter = { account_id?: string; subject_kind?: string; subject_id?: string }

export function EntryDetail(props: {
  row: AuditRow
  onClose: () => void
  onFilter: (filter: Filter) => void
}) {
  const { row, onClose, onFilter } = props
  const { account_id, subject_kind, subject_id } = row
  const details = Object.entries(row.detail).map(([key, value]) => ({
    key: `detail ${key}`,
    label: key,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }))
  return (
    <Dialog
      title={actTitle(row.act)}
      open
      onClose={onClose}
      acts={
        <>
          {account_id !== null && <Button onClick={() => onFilter({ account_id })}>看此人的全部操作</Button>}
          {subject_id !== null && (
            <Button onClick={() => onFilter({ subject_kind, subject_id })}>看此对象的全部记录</Button>
          )}
          <Button kind="primary" onClick={onClose}>
            收起
          </Button>
        </>
      }
    >
      <div className="administration-detail">
        <FactSection
          wide
          facts={[
            { key: 'day', label: '业务日', value: dateText(row.business_date) },
            { key: 'at', label: '机器时间', value: machineText(row.at), source: row.at },
            { key: 'actor', label: '谁', value: actorOf(row).name, source: actorOf(row).role },
            { key: 'act', label: '动作', value: row.act },
            { key: 'subject', label: '对象', value: subject_id ?? '', source: subjectTitle(subject_kind) },
            { key: 'division', label: '区划', value: row.division_code ?? '' },
            ...details,
            { key: 'request', label: '请求', value: row.request_id ?? '' },
            {
              key: 'batch',
              label: '封存',
              value: row.batch_number === null ? '待封存' : `第 ${row.batch_number} 批`,
            },
          ].filter((fact) => fact.value !== '')}
        />
      </div>
    </Dialog>
  )
}

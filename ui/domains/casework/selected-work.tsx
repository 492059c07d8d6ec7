/** 领办 and 转办 for many at once: one after the other, and each that failed says why. */
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { caseRoutes } from '../../../server/casework/contract.ts'
import { Button, Dialog, ErrorNotice, problemOf, useStatus } from '../../design/index.ts'
import { SelectField, TextField } from '../../forms/index.ts'
import { call, useQueryRoute } from '../../shell/index.ts'
import type { WorkRow } from './work-columns.tsx'

const backToAll = 'nobody'

type Outcome = { row: WorkRow; failure?: string }

async function each(rows: WorkRow[], act: (row: WorkRow) => Promise<unknown>): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const row of rows) {
    try {
      await act(row)
      outcomes.push({ row })
    } catch (error) {
      outcomes.push({ row, failure: problemOf(error).title })
    }
  }
  return outcomes
}

export function SelectedWork({ rows, onDone }: { rows: WorkRow[]; onDone: () => void }) {
  const client = useQueryClient()
  const say = useStatus()
  const [busy, setBusy] = useState(false)
  const [handing, setHanding] = useState(false)
  const [failed, setFailed] = useState<Outcome[]>([])
  const run = async (word: string, act: (row: WorkRow) => Promise<unknown>) => {
    setBusy(true)
    const outcomes = await each(rows, act)
    const failures = outcomes.filter((outcome) => outcome.failure !== undefined)
    setBusy(false)
    setHanding(false)
    setFailed(failures)
    say(
      `${word} ${outcomes.length - failures.length} 件${failures.length === 0 ? '' : `，${failures.length} 件没有办成`}`,
    )
    await client.invalidateQueries()
    if (failures.length === 0) onDone()
  }
  return (
    <>
      <Button
        busy={busy}
        onClick={() =>
          void run('已领办', (row) =>
            call(caseRoutes.take_case, { params: { case_id: row.case_id }, body: { version: row.version } }),
          )
        }
      >
        领办
      </Button>
      <Button onClick={() => setHanding(true)}>转办</Button>
      {handing && (
        <HandOverDialog
          rows={rows}
          busy={busy}
          onClose={() => setHanding(false)}
          onHand={(account_id, reason) =>
            void run('已转办', (row) =>
              call(caseRoutes.hand_over_case, {
                params: { case_id: row.case_id },
                body: { version: row.version, account_id, reason },
              }),
            )
          }
        />
      )}
      <Dialog
        title={`${failed.length} 件没有办成`}
        open={failed.length > 0}
        onClose={() => setFailed([])}
        acts={
          <Button kind="primary" onClick={() => setFailed([])}>
            知道了
          </Button>
        }
      >
        <ul className="plain-lines">
          {failed.map((outcome) => (
            <li key={outcome.row.case_id}>
              {outcome.row.title}　{outcome.failure}
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  )
}

function HandOverDialog(props: {
  rows: WorkRow[]
  busy: boolean
  onClose: () => void
  onHand: (account_id: string | null, reason: string) => void
}) {
  const { rows, busy, onClose, onHand } = props
  const [to, setTo] = useState<string>()
  const [reason, setReason] = useState('')
  const first = rows[0]
  const { data, error } = useQueryRoute(
    caseRoutes.list_colleagues,
    { params: { case_id: first?.case_id ?? '' } },
    { enabled: first !== undefined },
  )
  return (
    <Dialog
      title={`转办 ${rows.length} 件`}
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={busy}
            disabledBecause={to === undefined ? '转办，先选人' : undefined}
            onClick={() => onHand(to === undefined || to === backToAll ? null : to, reason.trim())}
          >
            转办
          </Button>
        </>
      }
    >
      <SelectField
        label="转给谁"
        hint="同岗位、管辖本地区的在岗人员；不同街道的件须分开转。"
        value={to}
        onChange={setTo}
        options={[
          { value: backToAll, label: '放回待领，由同岗位的人领办' },
          ...(data?.rows.map((row) => ({ value: row.account_id, label: row.name, second: row.unit_name })) ??
            []),
        ]}
      />
      <TextField label="原因" optional value={reason} onChange={setReason} maxLength={100} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  )
}

/** One's own phones that may take visits along, and what to do when one is lost. */
import { useState } from 'react'
import { fieldRoutes } from '../../../server/casework/contract.ts'
import { Button, ConfirmDialog, machineText } from '../../design/index.ts'
import { useAct, useQueryRoute, type AnswerOf } from '../../shell/index.ts'

type Row = AnswerOf<typeof fieldRoutes.list_devices>['rows'][number]

export function Phones() {
  const { data } = useQueryRoute(fieldRoutes.list_devices, {})
  const rows = data?.rows ?? []
  const inUse = rows.filter((row) => row.ended_because === null).length
  return (
    <details className="quiet-details">
      <summary>我的手机 {inUse} 台</summary>
      {rows.length === 0 && (
        <p className="second">还没有登记过。用手机打开“入户走访”，设好开锁码就登记了。</p>
      )}
      <ul className="plain-lines">
        {rows.map((row) => (
          <Phone key={row.device_id} row={row} />
        ))}
      </ul>
    </details>
  )
}

function Phone({ row }: { row: Row }) {
  const [asking, setAsking] = useState(false)
  const act = useAct(fieldRoutes.report_device_lost, { onDone: () => setAsking(false) })
  return (
    <li className="row">
      <span>
        {row.name}
        <span className="second">
          {'　'}
          {machineText(row.registered_at)}登记，{machineText(row.last_seen_at)}联过网　{stateOf(row)}
        </span>
      </span>
      {row.ended_because === null && <Button onClick={() => setAsking(true)}>手机丢了</Button>}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onAct={() => act.mutate({ params: { device_id: row.device_id }, body: {} })}
        act="报失"
        thing={`${row.name}，上面还有 ${row.copy_count} 户`}
        consequence="此后不再收它送来的东西；它下次联网时全部清除，没有送达的须另行入户。"
        busy={act.isPending}
        error={act.error}
      />
    </li>
  )
}

function stateOf(row: Row): string {
  if (row.ended_because === null)
    return row.copy_count === 0 ? '上面没有走访资料' : `上面还有 ${row.copy_count} 户`
  return row.purged_at === null ? '已停用，等它联网时清除' : `已停用，${machineText(row.purged_at)}清除`
}

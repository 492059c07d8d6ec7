/** The server's side has moved on: what is there, what is here, and the visitor's word on it. */
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button, ConfirmDialog, dayText } from '../design/index.ts'
import { decide, putBack, reopen, takeNow } from './actions.ts'
import { notFinished } from './draft.ts'
import type { FieldVisit, VisitBrief } from './types.ts'
import type { OpenVisit } from './vault/vault.ts'

type Moved = NonNullable<FieldVisit['moved']>

export function BothSides({ visit, moved }: { visit: OpenVisit; moved: Moved }) {
  const { how } = moved
  return (
    <div className="visit-body">
      <h2>{how === null ? '没有送出去' : '服务器上的情况变了'}</h2>
      <p className="visit-block visit-block-warn" role="alert">
        {how?.text ?? moved.refusal}
      </p>
      <p>{how === null ? '您填的还在手机上，改好再完成走访。' : '您填的都在手机上，请对照以后决定。'}</p>
      {how?.kind === 'changed' && <Changed before={visit.brief} now={moved.now} />}
      {how?.kind === 'done' && how.visit !== null && <Recorded visit={visit} recorded={how.visit} />}
      <Mine visit={visit} />
      <Choices visit={visit} moved={moved} />
    </div>
  )
}

const membersText = (brief: VisitBrief) =>
  brief.members.map(({ name, relation }) => `${name}（${relation}）`).join('、')

function Changed({ before, now }: { before: VisitBrief | null; now: VisitBrief | null }) {
  if (now === null) return <p>现在的资料没有取到，有网络时再看。</p>
  const rows = [
    { what: '住的人', before: before && membersText(before), now: membersText(now) },
    { what: '住址', before: before?.place, now: now.place },
    { what: '哪天去', before: before && dayText(before.planned_on), now: dayText(now.planned_on) },
    ...now.checks.map((check) => ({
      what: check.label,
      before: before?.checks.find(({ key }) => key === check.key)?.said,
      now: check.said,
    })),
  ].filter((row) => row.before !== row.now)
  return <Table head={['带走时', '现在']} rows={rows.map((row) => [row.what, row.before ?? '—', row.now])} />
}

const agreesText = (agrees: boolean | null | undefined) =>
  agrees === undefined ? '—' : agrees === null ? '没看清' : agrees ? '一致' : '不一致'
const countText = (count: number | null | undefined) => (count == null ? '—' : `${count} 人`)

function Recorded(props: { visit: OpenVisit; recorded: NonNullable<NonNullable<Moved['how']>['visit']> }) {
  const { draft } = props.visit
  const { visited_on, visitors, finding, resident_count, agrees_with_declaration } = props.recorded
  return (
    <Table
      head={[`已记录：${visitors.join('、')} ${visited_on === null ? '' : dayText(visited_on)}`, '您填的']}
      rows={[
        ['实际住几个人', countText(resident_count), countText(draft.resident_count)],
        ['和登记一致吗', agreesText(agrees_with_declaration), agreesText(draft.agrees)],
        ['看到的情况', finding ?? '—', draft.finding || '—'],
      ]}
    />
  )
}

function Table({ head, rows }: { head: [string, string]; rows: string[][] }) {
  return (
    <table className="visit-sides">
      <thead>
        <tr>
          <th scope="col">内容</th>
          {head.map((each) => (
            <th key={each} scope="col">
              {each}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([what = '', ...cells]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            {cells.map((cell, at) => (
              <td key={head[at]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Mine({ visit: { draft } }: { visit: OpenVisit }) {
  return (
    <details className="visit-known">
      <summary>您填的：照片 {draft.photos.length} 张</summary>
      <p>{draft.finding || '看到的情况还没写'}</p>
      <p className="second">
        住 {countText(draft.resident_count)}，和登记{agreesText(draft.agrees)}
      </p>
    </details>
  )
}

function Choices({ visit, moved }: { visit: OpenVisit; moved: Moved }) {
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const { visit_id, draft } = visit
  const { how, now } = moved
  const unfinished = notFinished(draft)
  const home = () => void navigate({ to: '/field' })
  const send = (decision: Parameters<typeof decide>[1]) => void decide(visit_id, decision).then(home)
  return (
    <div className="visit-decisions">
      {how?.kind === 'changed' && now !== null && (
        <>
          <Button
            kind="primary"
            wide
            disabledBecause={unfinished}
            onClick={() => send({ kind: 'as_seen', brief_code: now.brief_code })}
          >
            看过了，按我填的送出
          </Button>
          <Button wide onClick={() => void takeNow(visit_id)}>
            用现在的资料，再改一改
          </Button>
        </>
      )}
      {how === null && (
        <Button kind="primary" wide onClick={() => void reopen(visit_id)}>
          回去改
        </Button>
      )}
      {how !== null && (
        <Button
          kind={how.kind === 'changed' ? 'second' : 'primary'}
          wide
          disabledBecause={unfinished === undefined ? undefined : unfinished.replace('完成走访', '存档')}
          onClick={() => send({ kind: 'set_aside' })}
        >
          送去存档，不作为入户记录
        </Button>
      )}
      <Button wide onClick={() => setAsking(true)}>
        丢弃我填的
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onAct={() => void putBack([visit_id]).then(home)}
        act="丢弃"
        thing={`${visit.title}，您填的内容、${draft.photos.length} 张照片和签字`}
        consequence="从手机清除，找不回来。"
      />
    </div>
  )
}

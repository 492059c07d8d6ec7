/** One visit: what to know before one knocks, what is written down there, and how it stands with the server. */
import { useNavigate } from '@tanstack/react-router'
import { Button, Icon, Light, TextLink, dayText, momentText } from '../design/index.ts'
import { useParameter, useSession } from '../shell/index.ts'
import { finish, keepDraft, putBack, reopen } from './actions.ts'
import { BothSides } from './both-sides.tsx'
import { KnownFacts } from './known-facts.tsx'
import { isTouched, notFinished } from './draft.ts'
import { FieldFrame } from './field-frame.tsx'
import { PutBack } from './put-back.tsx'
import { useField, useFieldVisit } from './state.ts'
import type { OpenVisit } from './vault/vault.ts'
import { VisitForm } from './visit-form.tsx'

export default function VisitPage() {
  const visit_id = useParameter('visit_id')
  return (
    <FieldFrame>
      <One key={visit_id} visit_id={visit_id} />
    </FieldFrame>
  )
}

function One({ visit_id }: { visit_id: string }) {
  const visit = useFieldVisit(visit_id)
  if (visit === undefined)
    return (
      <div className="visit-page">
        <h1>这一户不在手机上</h1>
        <p>可能还没有带走、已经到期，或者不再由您去。</p>
        <TextLink to="/field">回到走访</TextLink>
      </div>
    )
  return (
    <>
      <Head visit={visit} />
      <Body visit={visit} />
    </>
  )
}

function Head({ visit }: { visit: OpenVisit }) {
  const { brief, draft, title } = visit
  const { owner } = useField()
  const second = owner?.companions.find((each) => each.account_id === draft.second_visitor_id)
  const { visitor, second_visitor } = draft.signatures
  return (
    <header className="visit-head">
      <TextLink to="/field" className="visit-back">
        <Icon name="left" />
        走访
      </TextLink>
      <h1>入户　{title}</h1>
      <p>
        {brief?.place}
        {brief?.due_on == null ? '' : `　${dayText(brief.due_on)}前`}
      </p>
      <p className="visit-ticks">
        {visitor !== null && second_visitor !== null && (
          <span>
            <Icon name="tick" size={18} weight={2.4} />
            {owner?.name}、{second?.name}到场
          </span>
        )}
        {draft.position !== null && (
          <span>
            <Icon name="tick" size={18} weight={2.4} />
            定位 ±{Math.round(draft.position.accuracy_metres)} 米
            {draft.visited_at === null ? '' : `　${momentText(draft.visited_at).split(' ')[1] ?? ''}`}
          </span>
        )}
      </p>
    </header>
  )
}

function Body({ visit }: { visit: OpenVisit }) {
  if (visit.state === 'delivered') return <Arrived visit={visit} />
  if (visit.state === 'waiting') return <Waits visit={visit} />
  if (visit.moved !== null && (visit.state === 'moved' || isTouched(visit)))
    return <BothSides visit={visit} moved={visit.moved} />
  return <Writing visit={visit} />
}

function Writing({ visit }: { visit: OpenVisit }) {
  const navigate = useNavigate()
  const { unsaved } = useField()
  const { demonstration } = useSession()
  const { visit_id } = visit
  const done = () => {
    // The bar says that it is saved and waits; a message at the bottom would lie over the next act.
    void finish(visit_id)
    void navigate({ to: '/field' })
  }
  return (
    <>
      <div className="visit-body">
        <KnownFacts visit={visit} />
        <VisitForm
          visit={visit}
          saved={!unsaved.has(visit_id)}
          onChange={(part) => keepDraft(visit_id, part)}
        />
        <PutBack
          touched={isTouched(visit)}
          title={visit.title}
          onPutBack={() => void putBack([visit_id]).then(() => navigate({ to: '/field' }))}
        />
      </div>
      <footer className="visit-foot">
        <Button kind="primary" wide disabledBecause={notFinished(visit.draft)} onClick={done}>
          完成走访，存在本机
        </Button>
        <p className="second">
          有网后自动发送，发几次都只记一件
          {demonstration && <span className="tag">演示数据</span>}
        </p>
      </footer>
    </>
  )
}

function Waits({ visit }: { visit: OpenVisit }) {
  const { online, sending } = useField()
  const underWay = sending === visit.visit_id ? '再改一改，等这次发送有结果' : undefined
  return (
    <div className="visit-body">
      <p>
        <Light state="due_soon">存了，没发</Light>
      </p>
      <p>{online ? '正在等服务器收下；收下才算送达。' : '没有网络。有网后自动发送；服务器收下才算送达。'}</p>
      <p>{visit.draft.finding}</p>
      <Button disabledBecause={underWay} onClick={() => void reopen(visit.visit_id)}>
        再改一改
      </Button>
    </div>
  )
}

function Arrived({ visit }: { visit: OpenVisit }) {
  const { delivered } = visit
  return (
    <div className="visit-body">
      <p>
        <Light state="normal">已送达</Light>
      </p>
      {delivered !== null && (
        <p>
          {momentText(delivered.received_at)}收到，记为{dayText(delivered.visited_on)}
          {delivered.set_aside ? '的记录，存档，不作为入户记录' : '入户'}。
          {delivered.clock_wrong ? '记录上注明了手机时间不准。' : ''}手机上的内容已清除。
        </p>
      )}
      <TextLink to="/field">回到走访</TextLink>
    </div>
  )
}

/** The day's way: what is on the phone, in the order of the way, and what could still be taken along. */
import { Button, Icon, Light, TextLink, dayText, momentText } from '../design/index.ts'
import { useLargeType, useSession } from '../shell/index.ts'
import { lockPhone, reorder } from './actions.ts'
import { FieldFrame } from './field-frame.tsx'
import { InstallHint } from './install-hint.tsx'
import { setField, useField } from './state.ts'
import { TakeAlong } from './take-along.tsx'
import { isTouched } from './draft.ts'
import type { OpenVisit } from './vault/vault.ts'

export default function TodayPage() {
  return (
    <FieldFrame>
      <Today />
    </FieldFrame>
  )
}

/** As the way goes; what is delivered stands last. */
function inOrder(visits: readonly OpenVisit[]): OpenVisit[] {
  const rank = (visit: OpenVisit) => [
    visit.state === 'delivered' ? '1' : '0',
    visit.brief?.planned_on ?? '',
    String(visit.brief?.route_position ?? 999).padStart(3, '0'),
  ]
  const place = (visit: OpenVisit) => visit.brief?.place ?? ''
  return visits.toSorted(
    (a, b) =>
      rank(a).join(' ').localeCompare(rank(b).join(' ')) ||
      place(a).localeCompare(place(b), 'zh-CN', { numeric: true }),
  )
}

function Today() {
  const { visits, notices, owner, business_date, disk_refuses } = useField()
  const ordered = inOrder(visits)
  const open = ordered.filter(({ state }) => state !== 'delivered')
  const [large, setLarge] = useLargeType()
  const { demonstration } = useSession()
  const move = (at: number, by: number) => {
    const ids = open.map(({ visit_id }) => visit_id)
    const [moved] = ids.splice(at, 1)
    if (moved === undefined) return
    ids.splice(at + by, 0, moved)
    void reorder(ids)
  }
  return (
    <div className="visit-page">
      <div className="visit-title">
        <h1>入户走访</h1>
        <span className="second">
          {owner?.name}　{business_date === '' ? '' : dayText(business_date)}
        </span>
      </div>
      {notices.length > 0 && (
        <div className="visit-block visit-block-warn" role="alert">
          <ul>
            {notices.map((notice) => (
              <li key={notice}>{notice}</li>
            ))}
          </ul>
          <Button onClick={() => setField({ notices: [] })}>知道了</Button>
        </div>
      )}
      <section aria-labelledby="held">
        <h2 id="held">手机上的 {open.length} 户</h2>
        {open.length === 0 && (
          <p className="second">还没有带走走访。有网络时在下面选好今天要去的户，再按“带走”。</p>
        )}
        <ol className="visit-list">
          {open.map((visit, at) => (
            <li key={visit.visit_id}>
              <VisitLink visit={visit} />
              {open.length > 1 && (
                <span className="visit-order">
                  <button
                    type="button"
                    aria-label={`${visit.title}往前`}
                    disabled={at === 0}
                    onClick={() => move(at, -1)}
                  >
                    <Icon name="up" />
                  </button>
                  <button
                    type="button"
                    aria-label={`${visit.title}往后`}
                    disabled={at === open.length - 1}
                    onClick={() => move(at, 1)}
                  >
                    <Icon name="down" />
                  </button>
                </span>
              )}
            </li>
          ))}
        </ol>
      </section>
      <TakeAlong />
      <Delivered visits={ordered.filter(({ state }) => state === 'delivered')} />
      <InstallHint />
      <footer className="visit-foot-links">
        <Button
          disabledBecause={disk_refuses ? '锁上，等刚填的存好' : undefined}
          onClick={() => void lockPhone()}
        >
          锁上
        </Button>
        <Button aria-pressed={large} onClick={() => setLarge(!large)}>
          大字
        </Button>
        <TextLink to="/field/leave" className="button">
          退出并清除
        </TextLink>
        {demonstration && <span className="tag">演示数据</span>}
      </footer>
    </div>
  )
}

function VisitLink({ visit }: { visit: OpenVisit }) {
  const { brief } = visit
  return (
    <TextLink to={`/field/visits/${visit.visit_id}`} className="visit-link">
      <strong>{visit.title}</strong>
      <VisitLight visit={visit} />
      <span className="second">{brief?.place ?? '带走的资料已到期清除，填的还在'}</span>
      <span className="second">
        {brief === null ? '' : `${brief.purpose}　${dayText(brief.planned_on)}去`}
      </span>
      {brief?.safety_remark != null && <Light state="due_soon">当心：{brief.safety_remark}</Light>}
    </TextLink>
  )
}

function VisitLight({ visit }: { visit: OpenVisit }) {
  const { disk_refuses, unsaved } = useField()
  if (disk_refuses && unsaved.has(visit.visit_id)) return <Light state="overdue">没有存下</Light>
  if (visit.moved !== null) return <Light state="overdue">要您看一下</Light>
  if (visit.state === 'waiting') return <Light state="due_soon">存了，没发</Light>
  if (visit.state === 'writing' || isTouched(visit)) return <Light state="normal">填写中，已存</Light>
  return <span className="second">还没填</span>
}

function Delivered({ visits }: { visits: OpenVisit[] }) {
  if (visits.length === 0) return null
  return (
    <section aria-labelledby="delivered">
      <h2 id="delivered">已送达 {visits.length} 件</h2>
      <ul className="visit-delivered">
        {visits.map(({ visit_id, title, delivered }) => (
          <li key={visit_id}>
            <Icon name="tick" />
            <span>
              {title}
              <span className="second">
                {delivered === null
                  ? ''
                  : `${momentText(delivered.received_at)}收到，记为${dayText(delivered.visited_on)}${
                      delivered.set_aside ? '，存档' : '入户'
                    }${delivered.clock_wrong ? '，已注明手机时间不准' : ''}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

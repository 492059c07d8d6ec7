/** What each step of the procedure has found: supplement, visits, deliberation, notices, objections, appeals, rating. */
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { Button, Light, dayText, monthText } from '../../design/index.ts'
import type { OpenPanel } from './panels.ts'
import { decisionWords } from './appeal-words.ts'

const homeWords = { public_rental: '公租房', own: '自有住房', rented: '租住', borrowed: '借住' }
const noticeWords = { street: '街道公示', district: '区公示', end: '停发公示' }
const noticeStates = { running: '公示中', held: '因异议暂停', ended: '期满', withdrawn: '已撤下' }
const objectionStates = { open: '待核查', upheld: '异议成立', rejected: '异议不成立', lapsed: '不再核查' }

export function ProcedureFacts(props: { view: BenefitCaseView; onOpen: (panel: OpenPanel) => void }) {
  const { view, onOpen } = props
  return (
    <div className="case-block case-findings">
      {view.supplement !== null && <Supplement supplement={view.supplement} />}
      {view.visits.map((visit) => (
        <Visit key={visit.visit_id} visit={visit} />
      ))}
      {view.spot_visit !== null && <SpotVisit spot={view.spot_visit} />}
      {view.deliberations.map((each) => (
        <Finding key={each.deliberation_id} title="民主评议" second={dayText(each.held_on)}>
          到会 {each.present_count} 人（居民代表 {each.representative_count} 人），同意 {each.agree_count}{' '}
          人，不同意 {each.disagree_count} 人。{each.opinion}
        </Finding>
      ))}
      {view.notices.map((notice) => (
        <Finding
          key={notice.notice_id}
          title={noticeWords[notice.kind]}
          second={`${dayText(notice.published_on)}–${dayText(notice.ends_on)}　${noticeStates[notice.state]}`}
        >
          {notice.masked_text}
        </Finding>
      ))}
      {view.objections.map((objection) => (
        <Finding
          key={objection.objection_id}
          title="异议"
          second={`${dayText(objection.filed_on)}收到　${objectionStates[objection.state]}`}
        >
          {objection.text}
          {objection.contact === null ? '（匿名）' : ''}
          {objection.finding !== null && <span className="second">核查：{objection.finding}</span>}
          {objection.state === 'open' && (
            <Button kind="link" onClick={() => onOpen({ kind: 'decide_objection', objection })}>
              核查答复，{dayText(objection.due_on)}前
            </Button>
          )}
        </Finding>
      ))}
      {view.appeals.map((appeal) => (
        <Finding
          key={appeal.appeal_id}
          title="行政复议"
          second={`${dayText(appeal.filed_on)}申请${appeal.in_time ? '' : '，已逾期'}${appeal.stays ? '，停止执行' : ''}`}
        >
          {appeal.grounds}
          {appeal.decision !== null && (
            <span className="second">
              {decisionWords[appeal.decision]}：{appeal.reasons}
            </span>
          )}
        </Finding>
      ))}
      {view.rating !== null && (
        <Finding title="好差评" second={dayText(view.rating.rated_on)}>
          {view.rating.stars} 星{view.rating.text === null ? '' : `：${view.rating.text}`}
        </Finding>
      )}
    </div>
  )
}

function Finding(props: { title: string; second: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className="case-small-head">
        {props.title}
        <span className="second">{props.second}</span>
      </h3>
      <p>{props.children}</p>
    </section>
  )
}

function Supplement({ supplement }: { supplement: NonNullable<BenefitCaseView['supplement']> }) {
  const answered = supplement.answered_on
  return (
    <Finding
      title="补正"
      second={
        answered === null
          ? `${dayText(supplement.told_on)}告知，${dayText(supplement.due_on)}前补齐`
          : `${dayText(supplement.told_on)}告知，${dayText(answered)}补齐`
      }
    >
      {supplement.items
        .map((item) => (item.note === '' ? item.label : `${item.label}（${item.note}）`))
        .join('、')}
    </Finding>
  )
}

function SpotVisit({ spot }: { spot: NonNullable<BenefitCaseView['spot_visit']> }) {
  const draw =
    spot.month === null || spot.position === null ? '' : `${monthText(spot.month)}到区第 ${spot.position} 件`
  return (
    <Finding title="区入户抽查" second={draw}>
      {spot.required && spot.visited_on === null ? <Light state="due_soon">{spot.text}</Light> : spot.text}
      {spot.visited_on !== null && `，${dayText(spot.visited_on)}`}
    </Finding>
  )
}

function Visit({ visit }: { visit: BenefitCaseView['visits'][number] }) {
  const names = [visit.visitor_name, visit.second_visitor_name].filter(Boolean).join('、')
  if (visit.state !== 'done')
    return (
      <Finding
        title="入户"
        second={`${dayText(visit.planned_on)}去${visit.state === 'cancelled' ? '，已取消' : ''}`}
      >
        {names === '' ? '还没有定人' : names}
      </Finding>
    )
  const { agrees_with_declaration: agrees, detail } = visit
  const seen = [
    detail.resident_count === null ? undefined : `实际住 ${detail.resident_count} 人`,
    detail.home_kind === null ? undefined : homeWords[detail.home_kind],
  ].filter(Boolean)
  return (
    <Finding title="入户意见" second={`${names}　${dayText(visit.visited_on ?? visit.planned_on)}`}>
      {visit.finding}
      {seen.length > 0 && ` ${seen.join('，')}。`}
      {agrees === false && <Light state="due_soon">与申报不一致</Light>}
      {agrees === null && <Light state="due_soon">没看清</Light>}
    </Finding>
  )
}

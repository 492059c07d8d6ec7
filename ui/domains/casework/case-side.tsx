/** The right column: until when, who, what can be done now and what not and why, and what happened. */
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import {
  ActButtons,
  Button,
  ClockCard,
  FactSection,
  Light,
  LogList,
  TextLink,
  Unverified,
  dateText,
  dayText,
} from '../../design/index.ts'
import type { Fact } from '../../design/index.ts'
import { mayOpen, useSession } from '../../shell/index.ts'
import type { Role } from '../../shell/index.ts'
import { actAmount, actWord, inOrder, openActs, primaryAct } from './act-words.ts'
import type { ActName, OpenPanel } from './panels.ts'

type Props = { view: BenefitCaseView; onOpen: (panel: OpenPanel) => void }
type Act = BenefitCaseView['acts'][number]

export function CaseSide({ view, onOpen }: Props) {
  const shown = view.log.slice(0, 8)
  return (
    <>
      <Clock view={view} />
      <Returned view={view} />
      <Owner view={view} />
      <Acts view={view} onOpen={onOpen} />
      <section aria-label="经过">
        <h2>经过</h2>
        <LogList
          entries={shown.map((entry) => ({
            key: entry.entry_id,
            on: entry.business_date,
            text: (
              <>
                {entry.text}
                <span className="second nowrap">　{entry.actor_name}</span>
              </>
            ),
          }))}
        />
        {view.log.length > shown.length && (
          <Button kind="link" onClick={() => onOpen({ kind: 'log' })}>
            全部 {view.log.length} 条
          </Button>
        )}
      </section>
    </>
  )
}

function Clock({ view: { clock, head, objections } }: { view: BenefitCaseView }) {
  if (clock === null)
    return (
      <section className="clock-card clock-card-normal" aria-label="结果">
        <Light state="normal">办结　{head.outcome_title}</Light>
        {head.closed_on !== null && <p>{dateText(head.closed_on)}</p>}
      </section>
    )
  const paused =
    // An objection stops the case but has a clock of its own.
    clock.held && !objections.some((objection) => objection.state === 'open')
      ? (head.hold_reason ?? '暂停中')
      : clock.working_days_left === null
        ? '工作日历未公布，期限暂定'
        : undefined
  return (
    <div>
      <ClockCard
        date={clock.due_on}
        workingDaysLeft={clock.working_days_left ?? 0}
        act={clock.text.replace(`${dayText(clock.due_on)}前`, '')}
        {...(clock.article === null
          ? {}
          : { article: `${clock.article.document_title} ${clock.article.article}` })}
        paused={paused}
      />
      {clock.to_verify !== null && <Unverified missing={clock.to_verify}>期限依据待核实</Unverified>}
    </div>
  )
}

/** Why the step is done again, where whoever does it sees it first. */
function Returned({ view: { returned } }: { view: BenefitCaseView }) {
  if (returned === null) return null
  return (
    <section className="case-missing" aria-label="退回重办">
      <h3>
        <Light state="due_soon">{returned.step_title}退回重办</Light>
      </h3>
      <p>{returned.reason}</p>
      <p className="second">
        {returned.by}　{dateText(returned.on)}
      </p>
    </section>
  )
}

function Owner({ view: { owner, clock, head } }: { view: BenefitCaseView }) {
  const facts: Fact[] = []
  if (owner !== null)
    facts.push({
      key: 'owner',
      label: '经办',
      value: owner.name ?? <span className="second">待领办</span>,
      note: `${owner.division_name ?? ''}　${owner.role_title}`,
    })
  if (clock?.whole_text) facts.push({ key: 'whole', label: '全程', value: clock.whole_text })
  if (head.parent_case_id !== null)
    facts.push({
      key: 'parent',
      label: '原办件',
      value: <TextLink to={`/workbench/cases/${head.parent_case_id}`}>打开</TextLink>,
    })
  return facts.length === 0 ? null : <FactSection facts={facts} />
}

const panelOf: Partial<Record<ActName, OpenPanel>> = { record_means_check: { kind: 'means_check' } }

function Acts({ view, onOpen }: Props) {
  const session = useSession()
  const acts = openActs(view, session.business_date)
  const primary = primaryAct(acts)
  const others = inOrder(acts.filter((act) => act.allowed && act !== primary))
  const open = (act: ActName) => {
    const objection = view.objections.find((each) => each.state === 'open')
    if (act === 'decide_objection' && objection !== undefined) onOpen({ kind: 'decide_objection', objection })
    else onOpen(panelOf[act] ?? { kind: 'act', act })
  }
  const plans = acts.some((act) => act.act === 'record_visit' && act.allowed)
  if (acts.length === 0) return null
  return (
    <>
      {(primary !== undefined || others.length > 0) && (
        <ActButtons>
          {primary !== undefined && (
            <Button
              kind="primary"
              large
              amount={primary.allowed ? actAmount(view, primary.act) : undefined}
              disabledBecause={
                primary.allowed
                  ? undefined
                  : `${actWord(view, primary.act, primary.label)}，${primary.why_not ?? '现在不能办'}`
              }
              onClick={() => open(primary.act)}
            >
              {actWord(view, primary.act, primary.label)}
            </Button>
          )}
          {plans && <Button onClick={() => onOpen({ kind: 'plan_visit' })}>指派入户</Button>}
          {others.map((act) => (
            <Button key={act.act} onClick={() => open(act.act)}>
              {actWord(view, act.act, act.label)}
            </Button>
          ))}
        </ActButtons>
      )}
      <WhyNot
        view={view}
        acts={acts.filter((act) => !act.allowed && act !== primary && act.act !== 'withdraw')}
      />
      <OnBenefit view={view} onOpen={onOpen} />
    </>
  )
}

const counter: Role[] = ['community_worker', 'street_clerk']
const handlers: Role[] = [...counter, 'district_approver']

/** What comes up while a household is on benefit: changes, refused work, the next review. */
function OnBenefit({ view: { head }, onOpen }: Props) {
  const { account } = useSession()
  const on = head.state === 'closed' && (head.outcome === 'approved' || head.outcome === 'unchanged')
  // What was paid once is over: there is nothing that goes on and could change.
  if (!on || head.household_id === null || head.kind === 'appeal' || head.payment_kind === 'once') return null
  return (
    <p className="case-next">
      {mayOpen(counter, account) && (
        <>
          <TextLink to={`/workbench/households/${head.household_id}/change`}>申报家庭变化</TextLink>
          <Button kind="link" onClick={() => onOpen({ kind: 'work_refusal' })}>
            登记拒绝工作
          </Button>
        </>
      )}
      {mayOpen(handlers, account) && <TextLink to="/workbench/reviews">复核日历</TextLink>}
    </p>
  )
}

/** Acts that are not open, gathered by the reason: 公示、退回重办：本环节不由您办理. */
function WhyNot({ view, acts }: { view: BenefitCaseView; acts: Act[] }) {
  const reasons = new Map<string, string[]>()
  for (const act of acts) {
    const why = act.why_not ?? '现在不能办'
    reasons.set(why, [...(reasons.get(why) ?? []), actWord(view, act.act, act.label)])
  }
  if (reasons.size === 0) return null
  return (
    <ul className="case-why-not second" aria-label="现在不能办的">
      {[...reasons].map(([why, words]) => (
        <li key={why}>
          {words.join('、')}：{why}
        </li>
      ))}
    </ul>
  )
}

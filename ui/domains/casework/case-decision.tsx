/** The middle: what is proposed or decided, the amount large, reasons article by article, and what else it touches. */
import type { BenefitCaseView, DecisionView, ReasonView } from '../../../server/benefits/contract.ts'
import {
  Button,
  DecisionHead,
  EmptyState,
  Light,
  Money,
  ReasonList,
  TextLink,
  Unverified,
  dateText,
  monthText,
  yuanText,
} from '../../design/index.ts'
import type { Reason } from '../../design/index.ts'
import { mayOpen, useSession } from '../../shell/index.ts'
import { AppealDecision } from './appeal-decision.tsx'
import { reportReaders } from './means-report/readers.ts'
import { MonthEffects } from './month-effects.tsx'
import { ReplayReceipt } from './replay-receipt.tsx'
import type { OpenPanel } from './panels.ts'

type Open = (panel: OpenPanel) => void

export function CaseDecision({ view, onOpen }: { view: BenefitCaseView; onOpen: Open }) {
  const decision = view.determination?.decision ?? view.preview
  if (view.head.kind === 'appeal') return <AppealDecision view={view} />
  if (decision === null)
    return <EmptyState title="还没有可以测算的事实" why="受理后按登记和申报的事实测算，逐条写明理由。" />
  return (
    <>
      <Head view={view} decision={decision} />
      {view.refusal !== null && <Refused refusal={view.refusal} />}
      {decision.missing.length > 0 && view.refusal === null && <Missing decision={decision} />}
      {view.excluded_by !== null && view.head.state === 'open' && <Excluded by={view.excluded_by} />}
      {decision.shares.length > 0 && <Shares shares={decision.shares} />}
      {/* Nobody asked the rules about what was not taken in. */}
      {view.refusal?.title !== '不予受理' && <Reasons decision={decision} onOpen={onOpen} />}
      {view.months.length > 0 && <MonthEffects months={view.months} />}
      <Beside view={view} decision={decision} />
      <p className="second case-block">
        按 {dateText(decision.as_of)}时有效的规定计算
        {decision.receipt_hash === null ? '。' : `，凭据 ${decision.receipt_hash}，可复算到分。`}
        {view.determination !== null && (
          <ReplayReceipt determination_id={view.determination.determination_id} />
        )}{' '}
        {view.head.state === 'open' && (
          <Button kind="link" onClick={() => onOpen({ kind: 'what_if' })}>
            换一个事实试算
          </Button>
        )}
      </p>
      <MeansBasis view={view} />
    </>
  )
}

/** Closed without anything decided: withdrawn. */
const isUndecided = ({ head, determination, refusal }: BenefitCaseView): boolean =>
  head.state === 'closed' && head.outcome === 'withdrawn' && determination === null && refusal === null

/** The sealed means check that the decision rests on, or will; opened by those who may read single accounts. */
function MeansBasis({ view: { determination, means_check } }: { view: BenefitCaseView }) {
  const { account } = useSession()
  const sealed = means_check?.state === 'sealed' ? means_check : null
  const basis =
    determination === null
      ? { id: sealed?.means_check_id, on: sealed?.sealed_on, seal: sealed?.seal }
      : {
          id: determination.means_check_id,
          on: determination.means_check_sealed_on,
          seal: determination.means_check_seal,
        }
  if (basis.id == null || basis.on == null || basis.seal == null) return null
  return (
    <p className="second">
      依据 {dateText(basis.on)}封存的
      {mayOpen(reportReaders, account) ? (
        <TextLink to={`/workbench/means-checks/${basis.id}`}>核对报告</TextLink>
      ) : (
        '核对报告'
      )}
      ，封印 {basis.seal.slice(0, 8)}。
    </p>
  )
}

function titleOf(view: BenefitCaseView, decision: DecisionView): string {
  if (view.refusal !== null) return view.refusal.title
  if (isUndecided(view)) return '没有作出决定'
  if (view.determination !== null && view.determination.effective_until !== null)
    return `渐退，${monthText(view.determination.effective_until)}起停发`
  const once = decision.payment_kind === 'once'
  if (view.determination !== null && view.determination.outcome !== 'eligible')
    return once ? '不符合条件，不给' : '停发'
  if (view.determination !== null)
    return once && view.head.state === 'open' && isAhead(view) ? '已先行救助，待审批' : '已批准给付'
  if (decision.outcome === 'incomplete') return '事实还不全，算不出结果'
  return decision.outcome === 'eligible' ? '拟同意给付' : '不符合条件'
}

/** Aid was given before the papers: what is determined so far is not the last word. */
const isAhead = ({ acts, steps }: BenefitCaseView): boolean =>
  steps.some((step) => step.step_id === 'urgent_aid') && !acts.some((act) => act.act === 'notify')

function Head({ view, decision }: { view: BenefitCaseView; decision: DecisionView }) {
  const note = [view.street_opinion, view.notice_summary].filter(Boolean).join('　')
  const kept = view.determination?.effective_until != null ? view.determination.amount : null
  const proposed = view.refusal === null && !isUndecided(view) && decision.outcome === 'eligible'
  const amount = kept ?? (proposed ? decision.amount : null)
  return (
    <DecisionHead
      title={titleOf(view, decision)}
      {...(note === '' ? {} : { note })}
      {...(amount !== null
        ? {
            amount: (
              <Money
                fen={amount}
                unit={decision.payment_kind === 'monthly' ? '元 / 月' : '元'}
                size="amount"
              />
            ),
            formula: (
              <>
                <p>{kept === null ? decision.formula_text : view.determination?.reason}</p>
                <p>
                  {decision.payment_kind === 'once' && '一次性，'}
                  {view.pays_text}
                </p>
              </>
            ),
          }
        : {})}
    />
  )
}

/** Why it was refused, and by which article. */
function Refused({ refusal }: { refusal: NonNullable<BenefitCaseView['refusal']> }) {
  return (
    <p className="case-block">
      {refusal.reason.replace(/[。；，]+$/, '')}。
      <span className="second">
        依据《{refusal.article.document_title}》{refusal.article.article}，{dateText(refusal.refused_on)}
      </span>
    </p>
  )
}

/** Another programme that the household has leaves no room for this one, whatever its own rules say. */
function Excluded({ by }: { by: NonNullable<BenefitCaseView['excluded_by']> }) {
  return (
    <p className="case-block" role="note">
      <Light state="due_soon">本户在享{by.programme_title}，不能同时享受</Light>
      {by.text}。
      <span className="second">
        依据《{by.article.document_title}》{by.article.article}
      </span>
    </p>
  )
}

/** Whom the decision names, with what each gets and to whom it goes. */
function Shares({ shares }: { shares: DecisionView['shares'] }) {
  const people = [...new Map(shares.map((each) => [each.person_id, each.name]))]
  return (
    <dl className="case-beside" aria-label="每个人得多少">
      {people.map(([person_id, name]) => (
        <div key={person_id}>
          <dt>{name}</dt>
          <dd>
            {shares
              .filter((each) => each.person_id === person_id)
              .map((each) => (
                <p key={each.label}>
                  {each.label} {yuanText(each.amount)} 元/月
                  {each.payee === 'institution' && '，付给供养机构，不发到本户账户'}
                </p>
              ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Missing({ decision }: { decision: DecisionView }) {
  return (
    <section className="case-missing" aria-label="还缺的事实">
      <h3>
        <Light state="due_soon">还缺 {decision.missing.length} 项事实，补齐后才能决定</Light>
      </h3>
      <ul>
        {decision.missing.map((each) => (
          <li key={`${each.subject_id ?? ''}${each.fact}`}>
            {each.subject ?? '全户'}：{each.label}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Reasons({ decision, onOpen }: { decision: DecisionView; onOpen: Open }) {
  const deciding =
    decision.reasons.find((reason) => reason.holds === false) ??
    decision.reasons.find((reason) => reason.lines.length > 1 && reason.id !== decision.reasons[0]?.id)
  return (
    <ReasonList
      // Another result opens another reason.
      key={`${decision.outcome}${deciding?.id ?? ''}`}
      reasons={decision.reasons.map((reason) => reasonOf(reason, () => onOpen({ kind: 'article', reason })))}
      {...(deciding === undefined ? {} : { openKey: deciding.id })}
    />
  )
}

/** A reason of the server as the list draws it; its article opens the law's text in place. */
export function reasonOf(reason: ReasonView, onOpen?: () => void): Reason {
  const { article } = reason
  const standard = reason.parameters[0]
  // Two results side by side are compared, not added up: neither is the total of the other's rows.
  const totals = reason.lines.filter((line) => line.total)
  const total = reason.lines.length > 1 && totals.length === 1 ? totals[0] : undefined
  const rows = reason.lines.filter((line) => line !== total)
  return {
    key: reason.id,
    outcome: reason.holds === null ? 'unknown' : reason.holds ? 'met' : 'not_met',
    statement: reason.label,
    article: {
      text: article === null ? '按计算规则' : `${article.document_title} ${article.article}`,
      ...(article === null || onOpen === undefined ? {} : { onOpen }),
    },
    numbers: reason.value_text,
    ...(standard === undefined ? {} : { note: `${standard.label} ${dateText(standard.from)}起` }),
    ...(reason.to_verify === null ? {} : { unverified: reason.to_verify }),
    ...(reason.lines.length === 0
      ? {}
      : {
          calculation: {
            rows: rows.map((line) => ({ label: line.label, value: line.value_text })),
            ...(total === undefined ? {} : { total: { label: total.label, value: total.value_text } }),
          },
        }),
  }
}

/** Other benefits of the household, and how far the decision is from the border. */
function Beside({ view, decision }: { view: BenefitCaseView; decision: DecisionView }) {
  const others = view.other_entitlements
  const appeal = view.refusal?.appeal ?? view.determination?.appeal
  return (
    <dl className="case-beside">
      <div>
        <dt>与其他待遇</dt>
        <dd>
          {others.length === 0
            ? '本户没有在享的其他待遇'
            : others
                .map(
                  (each) =>
                    `${each.programme_title} ${yuanText(each.amount)} 元/月，${dateText(each.from)}起`,
                )
                .join('；')}
        </dd>
      </div>
      {(view.refusal?.title === '不予受理' ? [] : decision.margins).map((margin) => (
        <div key={margin.text}>
          <dt>{margin.label}</dt>
          <dd>{margin.text}</dd>
        </div>
      ))}
      {view.gradual_exit !== null && <ExitOffer exit={view.gradual_exit} />}
      {view.determination?.next_review_on != null && (
        <div>
          <dt>复核</dt>
          <dd>
            {view.determination.review_class_title ?? ''}，{dateText(view.determination.next_review_on)}
          </dd>
        </div>
      )}
      {appeal !== undefined && (
        <div>
          <dt>不服怎么办</dt>
          <dd>
            {appeal.text}
            {appeal.to_verify !== null && (
              <>
                {' '}
                <Unverified missing={appeal.to_verify} />
              </>
            )}
          </dd>
        </div>
      )}
    </dl>
  )
}

/** 可以渐退: what the approver may grant instead of stopping at once. */
function ExitOffer({ exit }: { exit: NonNullable<BenefitCaseView['gradual_exit']> }) {
  return (
    <div>
      <dt>可以渐退</dt>
      <dd>
        最长 {exit.up_to_months} 个月，每月 {yuanText(exit.amount)} 元，{monthText(exit.from)}起，由审批人定。
        <span className="second">
          {exit.article.document_title} {exit.article.article}
        </span>{' '}
        {exit.to_verify !== null && <Unverified missing={exit.to_verify} />}
      </dd>
    </div>
  )
}

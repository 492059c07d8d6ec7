import { useQuery } from '@tanstack/react-query'
import { selfCheckRoutes } from '../../../server/benefits/contract.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { Button, ButtonLink, ErrorNotice, Money, ReasonList, dateText } from '../../design/index.ts'
import { useDraft } from '../../forms/index.ts'
import { call, useSearchValues } from '../../shell/index.ts'
import { NumberedList, PortalNote, PortalPage, PortalSection, PortalLoading } from '../portal-page.tsx'
import { reasonsOf } from '../questions/decision-reasons.ts'
import { type Answer, type QuestionView, isAsked } from '../questions/question-view.ts'
import './self-check.css'

/** Kept in this window only, until it is closed or cleared. */
export const draftName = 'self-check'

type Result = AnswerOf<typeof selfCheckRoutes.self_check>['results'][number]

/** The verdict with the programme's name in the brand's colour. */
function Verdict({ result }: { result: Result }) {
  const [before, after] = result.verdict_text.split(result.programme_title)
  return (
    <span className="self-check-verdict">
      {before}
      {after !== undefined && <strong>{result.programme_title}</strong>}
      {after}
    </span>
  )
}

function Amount({ result, disclaimer }: { result: Result; disclaimer: string }) {
  return (
    <div className="stack">
      {result.verdict === 'may_fit' && (
        <div>
          <Money
            fen={result.amount}
            unit={result.payment_kind === 'monthly' ? '元 / 月' : '元，一次性'}
            size="amount"
          />
          {result.formula_text !== null && <p className="second">{result.formula_text}</p>}
        </div>
      )}
      <PortalNote>
        {disclaimer}
        {result.verdict === 'does_not_fit' && '您仍然可以申请，由街道按核对到的情况来定。'}
      </PortalNote>
    </div>
  )
}

function Missing({ result }: { result: Result }) {
  const [, change] = useSearchValues()
  if (result.missing.length === 0) return null
  return (
    <PortalSection title="还差这几项" note="补上就能算。还是说不准的，申请后由街道核对。">
      <ul className="self-check-missing">
        {result.missing.map((each) => (
          <li key={each.fact}>
            <span>{each.label}</span>
            <Button
              aria-label={`补上：${each.label}`}
              onClick={() => change({ view: undefined, question: each.fact, back: 'check' }, { push: true })}
            >
              补上
            </Button>
          </li>
        ))}
      </ul>
    </PortalSection>
  )
}

/** What may fit comes first, then what could not be reckoned; programmes that are alike keep the law's order. */
const order: Record<Result['verdict'], number> = { may_fit: 0, not_enough_known: 1, does_not_fit: 2 }

function OneResult({ result, disclaimer }: { result: Result; disclaimer: string }) {
  const border = result.margins.filter(() => result.verdict !== 'not_enough_known')
  return (
    <>
      <Amount result={result} disclaimer={disclaimer} />
      <Missing result={result} />
      {border.length > 0 && (
        <PortalSection title="离界线多远">
          {border.map((margin) => (
            <p key={margin.label}>{margin.text}。</p>
          ))}
        </PortalSection>
      )}
      {result.reasons.length > 0 && (
        <PortalSection title="为什么">
          <ReasonList reasons={reasonsOf(result.reasons)} />
        </PortalSection>
      )}
      <PortalSection title="接下来">
        <NumberedList items={result.next_steps} />
      </PortalSection>
    </>
  )
}

/** A further programme: where it doesn't fit, only what stands against it. */
function OtherResult({ result, disclaimer }: { result: Result; disclaimer: string }) {
  if (result.verdict !== 'does_not_fit') return <OneResult result={result} disclaimer={disclaimer} />
  const against = result.reasons.filter((reason) => reason.holds === false)
  return <ReasonList reasons={reasonsOf(against)} />
}

/** Answers to questions that are still asked. */
function askedAnswers(questions: QuestionView[], answers: Record<string, Answer>) {
  const asked = questions.filter((question) => isAsked(question, (fact) => answers[fact]))
  return Object.fromEntries(asked.map(({ fact }) => [fact, answers[fact] ?? null]))
}

export function SelfCheckResult({ questions }: { questions: QuestionView[] }) {
  const [answers, , clear] = useDraft<Record<string, Answer>>(draftName, {})
  const [, change] = useSearchValues()
  const { data, error, refetch } = useQuery({
    queryKey: [selfCheckRoutes.self_check.path, answers],
    queryFn: () => call(selfCheckRoutes.self_check, { body: { answers: askedAnswers(questions, answers) } }),
    gcTime: 0,
  })
  const back = () => change({ view: undefined, question: 'check' }, { push: true })
  const startAgain = () => {
    clear()
    change({ view: undefined, question: undefined, back: undefined }, { push: true })
  }
  if (error)
    return (
      <PortalPage title="没有算成" back={{ title: '改答案', onBack: back }}>
        <ErrorNotice error={error} retry={() => void refetch()} />
      </PortalPage>
    )
  const results = (data?.results ?? []).toSorted((a, b) => order[a.verdict] - order[b.verdict])
  const [first, ...others] = results
  if (data === undefined || first === undefined) return <PortalLoading>正在算</PortalLoading>
  return (
    <PortalPage
      title={<Verdict result={first} />}
      back={{ title: '改答案', onBack: back }}
      beside={`按 ${dateText(data.as_of)}的政策`}
    >
      <OneResult result={first} disclaimer={data.disclaimer} />
      {others.map((result) => (
        <PortalSection key={result.programme_id} title={result.verdict_text}>
          <OtherResult result={result} disclaimer={data.disclaimer} />
        </PortalSection>
      ))}
      <Button kind="link" onClick={startAgain}>
        清掉我填的，重新测算
      </Button>
      <div className="self-check-foot">
        <ButtonLink
          kind={first.verdict === 'may_fit' ? 'primary' : 'second'}
          wide
          to={`/apply/${first.programme_id}`}
        >
          {first.verdict === 'may_fit' ? '' : '仍要'}申请{first.programme_title}
        </ButtonLink>
      </div>
    </PortalPage>
  )
}

/**
 * One question a screen: plain words, why we ask, where to find the answer. The question is in the URL, so the
 * browser's back never loses anything; answers stay in this window until they are sent.
 */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '../design/button.tsx'
import { ErrorNotice } from '../design/error-notice.tsx'
import { Icon } from '../design/icon.tsx'
import { QuestionSteps } from '../design/steps.tsx'
import { useSearchValues } from '../shell/list-state.ts'
import { useDraft } from './draft.ts'
import { type Answers, answersToSend, questionsAsked, stepToShow } from './question-order.ts'
import './question-flow.css'

export type Question = {
  key: string
  /** 您全家每月一共收入多少？ */
  title: string
  hint?: ReactNode
  /** 为什么问. */
  why?: ReactNode
  /** 到哪里查这些数: what and where. */
  where?: { what: string; where: string }[]
  whereTitle?: string
  /** Asked only when the answers so far call for it. */
  show?: (answers: Answers) => boolean
  /** The field; `value` is JSON, undefined when not yet answered, null when skipped. */
  field: (value: unknown, onChange: (value: unknown) => void, error: string | undefined) => ReactNode
  /** What is wrong with an answer, in words that say how to mend it. */
  check?: (value: unknown, answers: Answers) => string | undefined
  /** The answer in words for the last screen. */
  summary: (value: unknown) => string
  /** A question without which nothing can be said cannot be skipped. */
  needed?: boolean
  /** Words of the way past it, where 说不准，先跳过这题 does not say it. */
  skip?: string
}

type QuestionFlowProps = {
  /** Name of the draft. */
  name: string
  questions: Question[]
  /** 看测算结果, 提交申请. */
  finish: string
  onFinish: (answers: Answers) => void
  busy?: boolean
  error?: unknown
  /** Above the answers on the last screen: what happens with them. */
  beforeFinish?: ReactNode
  /** Each change of the answers, for those who keep them elsewhere too. */
  onAnswers?: (answers: Answers) => void
}

function QuestionScreen(props: {
  question: Question
  answers: Answers
  position: number
  total: number
  onAnswer: (value: unknown) => void
  onNext: () => void
  onBack: (() => void) | undefined
}) {
  const { question, answers, position, total, onAnswer, onNext, onBack } = props
  const [error, setError] = useState<string>()
  const heading = useRef<HTMLHeadingElement>(null)
  // A new question is announced, and keyboards start at its top.
  useEffect(() => heading.current?.focus(), [])
  const value = answers[question.key]
  const skip = question.skip ?? '说不准，先跳过这题'
  const next = () => {
    const wrong =
      value === undefined || value === null
        ? question.needed
          ? '请先回答这一题'
          : `请先回答，或者点“${skip}”`
        : question.check?.(value, answers)
    setError(wrong)
    if (wrong === undefined) onNext()
  }
  return (
    <form
      className="question"
      onSubmit={(event) => {
        event.preventDefault()
        next()
      }}
    >
      <div>
        <div className="question-top">
          {onBack ? (
            <Button kind="plain" onClick={onBack}>
              <Icon name="left" size={18} />
              上一题
            </Button>
          ) : (
            <span />
          )}
          <span>
            第 {position} 题，共 {total} 题
          </span>
        </div>
        <QuestionSteps current={position} total={total} />
      </div>
      <div className="question-head">
        <h1 ref={heading} tabIndex={-1}>
          {question.title}
        </h1>
        {question.hint !== undefined && <p>{question.hint}</p>}
      </div>
      {question.field(value ?? undefined, onAnswer, error)}
      {question.why !== undefined && (
        <aside className="question-why">
          <h2>为什么问</h2>
          <p>{question.why}</p>
        </aside>
      )}
      {question.where !== undefined && (
        <details className="question-where">
          <summary>
            {question.whereTitle ?? '到哪里查'}
            <Icon name="down" size={18} />
          </summary>
          <dl>
            {question.where.map((each) => (
              <div key={each.what}>
                <dt>{each.what}</dt>
                <dd>{each.where}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <div className="question-acts">
        <Button kind="primary" type="submit" wide>
          下一题
        </Button>
        {!question.needed && (
          <Button
            kind="link"
            onClick={() => {
              onAnswer(null)
              onNext()
            }}
          >
            {skip}
          </Button>
        )}
      </div>
    </form>
  )
}

/** Check answers: every answer with a way to change it, then the act. */
function CheckScreen(
  props: QuestionFlowProps & { asked: Question[]; answers: Answers; onOpen: (key: string) => void },
) {
  const { asked, answers, onOpen, finish, onFinish, busy = false, error } = props
  const toSend = answersToSend(props.questions, answers)
  const skipped = asked.filter((question) => answers[question.key] === null).length
  return (
    <div className="question">
      <div className="question-head">
        <h1>看看填得对不对</h1>
        {skipped > 0 && <p>有 {skipped} 题先跳过了，可以现在补上，也可以以后再说。</p>}
      </div>
      <dl className="check-answers">
        {asked.map((question) => (
          <div key={question.key}>
            <dt>{question.title}</dt>
            <dd>{answers[question.key] === null ? '说不准' : question.summary(answers[question.key])}</dd>
            <dd>
              <Button kind="link" aria-label={`改：${question.title}`} onClick={() => onOpen(question.key)}>
                改
              </Button>
            </dd>
          </div>
        ))}
      </dl>
      {props.beforeFinish}
      {error !== undefined && error !== null && <ErrorNotice error={error} />}
      <div className="question-acts">
        <Button kind="primary" wide busy={busy} onClick={() => onFinish(toSend)}>
          {finish}
        </Button>
      </div>
    </div>
  )
}

/** See `QuestionFlowProps`. The draft stays until `clearDraft(name)`. */
export function QuestionFlow(props: QuestionFlowProps) {
  const { name, questions } = props
  const [answers, keep] = useDraft<Answers>(name, {})
  const [search, change] = useSearchValues()
  // Where one comes in stays open until 下一题 is pressed, though its answer is already being kept.
  const [entry] = useState(() => stepToShow(questions, answers, undefined))
  const step = stepToShow(questions, answers, search['question'] ?? entry)
  const asked = questionsAsked(questions, answers)
  const position = asked.findIndex((question) => question.key === step)
  const question = asked[position]
  const open = (key: string, back?: 'check') => change({ question: key, back }, { push: true })
  if (!question)
    return <CheckScreen {...props} asked={asked} answers={answers} onOpen={(key) => open(key, 'check')} />
  // Who came to change one answer goes back to the last screen, by way of any question that the change opens.
  const following = search['back'] === 'check' ? 'check' : (asked[position + 1]?.key ?? 'check')
  return (
    <QuestionScreen
      key={question.key}
      question={question}
      answers={answers}
      position={position + 1}
      total={asked.length}
      onAnswer={(value) => {
        const next = { ...answers, [question.key]: value }
        keep(next)
        props.onAnswers?.(next)
      }}
      onNext={() => open(following)}
      onBack={position > 0 ? () => open(asked[position - 1]?.key ?? question.key) : undefined}
    />
  )
}

import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Light } from './light.tsx'
import { nextStepOf, placesOf, problemOf } from './problem.ts'
import './error-notice.css'

type ErrorNoticeProps = {
  /** What was thrown; a ProblemError shows its own words. */
  error: unknown
  /** Labels of this page's fields by name, to say where: `{ 'members.0.income': '第 1 位成员的月收入' }`. */
  labels?: Record<string, string>
  retry?: (() => void) | undefined
  /** How to object: link or sentence, for refusals by law. */
  objection?: ReactNode
}

/** Asking again brings the same answer: not allowed, not there, over. */
const final: ReadonlySet<number> = new Set([403, 404, 410])

/** What is wrong, where, what to do; a refusal adds the article and the way to object. Announced at once. */
export function ErrorNotice({ error, labels = {}, retry, objection }: ErrorNoticeProps) {
  const problem = problemOf(error)
  const { title, lines } = placesOf(error, labels)
  return (
    <section className="error-notice" role="alert">
      <h3>
        <Light state="overdue">{title}</Light>
      </h3>
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {problem.article !== undefined && (
        <p>
          依据：{problem.article.document}
          {problem.article.article}
        </p>
      )}
      <p>{nextStepOf(problem)}</p>
      {objection !== undefined && <p>{objection}</p>}
      {retry !== undefined && !final.has(problem.status) && (
        <div className="row">
          <Button onClick={retry}>再试一次</Button>
        </div>
      )}
    </section>
  )
}

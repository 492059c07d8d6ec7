/**
 * What the server answers when it refuses or fails (RFC 9457 problem+json), and the sentences shown for it.
 */
import type { ProblemBody } from '../../server/platform/problems/contract.ts'

/** A refusal as shown: the server's body, or one made here when the server was not reached (status 0). */
export type Problem = Pick<ProblemBody, 'status' | 'title'> & Partial<ProblemBody>

/** Thrown by the API client; `problem` is what people are shown. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

const nextSteps: Record<number, string> = {
  0: '请检查网络后再试，已填的内容还在。',
  400: '请改正后再提交。',
  401: '请登录后继续，已填的内容还在。',
  403: '这件事不在您的权限内。需要办理的，请联系所在单位的系统管理员。',
  404: '可能已经移走，或者不在您能看的范围内。请返回上一页重新选择。',
  409: '别人刚刚改过。请看最新的内容，再决定是否继续。',
  410: '请重新发起。',
  413: '请把文件变小后再传。',
  422: '请按下面的说明改正。',
  429: '请过一会儿再试。',
}

/** What to do next: the server's advice, or the general line for its status. */
export function nextStepOf(problem: Problem): string {
  return (
    problem.detail ??
    nextSteps[problem.status] ??
    '系统出了故障，已经记下。请稍后再试；急办的事请联系系统管理员。'
  )
}

/** Any thrown value as a problem, so that nothing reaches a person as a bare code or an English text. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return { status: -1, title: '页面出错，没有按预期完成' }
}

/** What of a refusal stands at a field of its form already, so that the notice beside it does not say it again. */
const atFields = new WeakMap<ProblemError, Set<string>>()

/**
 * What is wrong at one field of a form, for its `error`: `fieldMessage(error, 'members.0.income')`.
 * undefined when the problem is elsewhere. Whoever asks shows it.
 */
export function fieldMessage(error: unknown, field: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  const { errors, field: first, title } = error.problem
  const message =
    errors?.find((each) => each.field === field)?.message ?? (first === field ? title : undefined)
  if (message !== undefined) {
    const shown = atFields.get(error) ?? new Set()
    atFields.set(error, shown.add(field))
  }
  return message
}

/** Whether a field shows by itself what is wrong with it. */
function standsAtField(error: unknown, field: string): boolean {
  return error instanceof ProblemError && atFields.get(error)?.has(field) === true
}

/** The notice's head and its lines of places: what a field says by itself is only named, by its label. */
export function placesOf(error: unknown, labels: Record<string, string>): { title: string; lines: string[] } {
  const { title, errors = [], field } = problemOf(error)
  if (errors.length === 0) {
    const label = field === undefined ? undefined : labels[field]
    const atField = field !== undefined && standsAtField(error, field)
    return { title: atField ? '请改正标出的内容' : title, lines: label === undefined ? [] : [label] }
  }
  const lines = errors.flatMap(({ field: name, message }) => {
    const label = labels[name]
    if (standsAtField(error, name)) return label ?? []
    return label === undefined ? message : `${label}：${message}`
  })
  return { title, lines: [...new Set(lines)] }
}

/** Questions as the law declares them, their answers in words, and when each is asked. Pure. */
import type { z } from 'zod'
import type { questionView } from '../../../server/benefits/contract.ts'
import { dateText } from '../../design/date-text.ts'
import { yuanText } from '../../design/money-text.ts'

export type QuestionView = z.infer<typeof questionView>
/** undefined: not answered yet; null: 说不准. */
export type Answer = string | number | boolean | null | undefined

/** 有 and 没有, 能 and 不能, 是 and 不是: as the question itself asks. */
export function yesNoWords(text: string): { yes: string; no: string } {
  if (text.includes('有')) return { yes: '有', no: '没有' }
  if (text.includes('能')) return { yes: '能', no: '不能' }
  return { yes: '是', no: '不是' }
}

/** An answer as it is read back: 1,837.50 元/月, 1 套, 没有, 城镇户口. */
export function answerText(question: QuestionView, value: Answer): string {
  if (value === null || value === undefined) return '说不准'
  switch (question.control) {
    case 'money':
      return `${yuanText(String(value))} ${(question.unit ?? '元').replaceAll(' ', '')}`
    case 'count':
      return value === 0 ? '没有' : `${String(value)} ${question.unit ?? ''}`.trim()
    case 'yes_no': {
      const words = yesNoWords(question.text)
      return value === true ? words.yes : words.no
    }
    case 'choice':
      return question.options.find((option) => option.value === String(value))?.label ?? String(value)
    case 'date':
      return dateText(String(value))
  }
}

/** Whether the answers so far call for the question; `answerOf` gives the answer to another fact of the same subject. */
export function isAsked(question: QuestionView, answerOf: (fact: string) => Answer): boolean {
  if (question.only_if === null) return true
  const value = answerOf(question.only_if.fact)
  return value !== undefined && value !== null && question.only_if.values.includes(String(value))
}

/** The question about one member by name, or to the reader: 刘志强现在有工作吗？ 您现在有工作吗？ */
export function textAbout(text: string, name: string): string {
  return text.includes('这个人') ? text.replaceAll('这个人', name) : `${name}${text}`
}

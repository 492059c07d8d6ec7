/**
 * What is wrong at a field, in Chinese: for every issue that zod can find, unless the contract has words of its own.
 * Says what to write, never how it is stored: no type, pattern or sign of comparison reaches a person.
 */
import { z } from 'zod'

type Issue = z.core.$ZodRawIssue

/** Makes every schema of the process speak so. */
export function speakOfFields(): void {
  z.config({ localeError: wordsOf })
}

/** One sentence without its full stop, e.g. `不能大于 50`. */
export function wordsOf(issue: Issue): string {
  if (isMissing(issue.input)) return '请填写'
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? '请重新填写'
    case 'too_small':
      return smallWords(issue)
    case 'too_big':
      return bigWords(issue)
    case 'invalid_format':
      return formatWords[issue.format] ?? '写法不对，请核对'
    case 'invalid_value':
    case 'invalid_union':
      return '请从给出的选项中选择'
    case 'not_multiple_of':
      return `须是 ${issue.divisor} 的倍数`
    default:
      return '有不能受理的内容，请核对'
  }
}

const isMissing = (input: unknown) => input === undefined || input === null || input === ''

const typeWords: Record<string, string> = {
  number: '请填数字',
  int: '请填整数',
  bigint: '请填整数',
  string: '请填文字',
  boolean: '请选择是或否',
  date: '请填日期，年、月、日都要有',
}

const formatWords: Record<string, string> = {
  uuid: '请重新选择',
  date: '没有这一天，请填年、月、日，例如 2017-09-01',
  datetime: '请填日期和时间',
  time: '请填时间，例如 09:30',
  email: '电子邮箱的写法不对，请核对',
  url: '网址的写法不对，请核对',
}

const units: Record<string, string> = { string: '个字', array: '项', set: '项', map: '项' }

function smallWords({ origin, minimum, inclusive, exact }: Extract<Issue, { code: 'too_small' }>): string {
  const unit = units[origin]
  if (unit === undefined) return inclusive === false ? `须大于 ${minimum}` : `不能小于 ${minimum}`
  if (exact === true) return `须是 ${minimum} ${unit}`
  return origin === 'string' ? `至少写 ${minimum} ${unit}` : `至少要有 ${minimum} ${unit}`
}

function bigWords({ origin, maximum, inclusive, exact }: Extract<Issue, { code: 'too_big' }>): string {
  const unit = units[origin]
  if (unit === undefined) return inclusive === false ? `须小于 ${maximum}` : `不能大于 ${maximum}`
  if (exact === true) return `须是 ${maximum} ${unit}`
  return origin === 'string' ? `最多写 ${maximum} ${unit}` : `最多 ${maximum} ${unit}`
}

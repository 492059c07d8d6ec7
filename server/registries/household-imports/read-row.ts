/** Reads one row of the workbook into a member of a household, or says cell by cell what is wrong; pure. */
import { checkIdentityNumber, checkTelephone, isRealDate } from '../identifiers/index.ts'
import { findFactDefinition, RELATION_TITLES } from '../people/index.ts'
import type { ColumnKey, Layout } from './columns.ts'
import { nationalityCode } from './nationalities.ts'

export type CellProblem = { row: number; column: ColumnKey; message: string }

export type ReadMember = {
  row: number
  household: string
  name: string
  identity_number: string | null
  relation: string
  sex: string
  birth_date: string | null
  nationality: string | null
  telephone: string | null
  division_code: string | null
  address: string | null
  register_kind: string | null
  established_on: string | null
  facts: { name: string; number_value: string | null; code_value: string | null }[]
}

const RELATIONS = new Map([
  ...Object.entries(RELATION_TITLES).map(([code, title]) => [title, code] as const),
  ['子', 'child'] as const,
  ['女', 'child'] as const,
  ['妻', 'spouse'] as const,
  ['夫', 'spouse'] as const,
])
const INCOMES = ['wage_income', 'business_income', 'property_income', 'transfer_income'] as const
const FLAGS = ['is_studying', 'employed'] as const

/** @param today business day; nothing may lie after it */
export function readRow(
  row: number,
  cells: readonly string[],
  layout: Layout,
  today: string,
): { member: ReadMember; problems: CellProblem[] } {
  const problems: CellProblem[] = []
  const text = (key: ColumnKey) => (layout[key] === undefined ? '' : (cells[layout[key]] ?? '').trim())
  const wrong = (column: ColumnKey, message: string) => {
    problems.push({ row, column, message })
    return null
  }
  const optional = <Value>(key: ColumnKey, read: (text: string) => Value | null) =>
    text(key) === '' ? null : read(text(key))
  const required = (key: ColumnKey) => (text(key) === '' ? (wrong(key, '没有填'), '') : text(key))
  const day = (key: ColumnKey) =>
    optional(key, (given) => {
      const read = readDay(given)
      if (read === undefined) return wrong(key, '日期不存在或写法不对，例 1990-01-01')
      return read > today ? wrong(key, '日期晚于今天') : read
    })

  const name = required('name')
  if ([...name].length > 60) wrong('name', '超过 60 个字')
  const relation = RELATIONS.get(required('relation'))
  if (relation === undefined && text('relation') !== '') wrong('relation', '不在可填的关系之内')
  const identity = readIdentity(text('identity_number'), today, (message) =>
    wrong('identity_number', message),
  )
  const sex = optional('sex', (given) => ({ 男: '1', 女: '2' })[given] ?? wrong('sex', '应为男或女'))
  const birth_date = day('birth_date')
  if (identity !== null && sex !== null && sex !== identity.sex) wrong('sex', '与证件号码不一致')
  if (identity !== null && birth_date !== null && birth_date !== identity.birth_date) {
    wrong('birth_date', '与证件号码不一致')
  }
  const member: ReadMember = {
    row,
    household: text('household'),
    name,
    identity_number: identity?.identity_number ?? null,
    relation: relation ?? 'other',
    sex: identity?.sex ?? sex ?? '0',
    birth_date: identity?.birth_date ?? birth_date,
    nationality: optional(
      'nationality',
      (given) => nationalityCode(given) ?? wrong('nationality', '没有这个民族'),
    ),
    telephone: optional('telephone', (given) => {
      const checked = checkTelephone(given)
      return checked.ok ? checked.value : wrong('telephone', checked.reason)
    }),
    division_code: optional('division_code', (given) =>
      /^\d{12}$/.test(given) ? given : wrong('division_code', '应为 12 位数字'),
    ),
    address: optional('address', (given) => (given.length > 200 ? wrong('address', '超过 200 个字') : given)),
    register_kind: optional(
      'register_kind',
      (given) => ({ 城镇: 'urban', 农村: 'rural' })[given] ?? wrong('register_kind', '应为城镇或农村'),
    ),
    established_on: day('established_on'),
    facts: [],
  }
  const fact = (name: string, number_value: string | null, code_value: string | null = null) =>
    member.facts.push({ name, number_value, code_value })
  for (const key of INCOMES) {
    optional(key, (given) => {
      const fen = readFen(given)
      return typeof fen === 'bigint' ? fact(key, fen.toString()) : wrong(key, fen)
    })
  }
  for (const key of FLAGS) {
    optional(key, (given) => {
      const flag = { 是: '1', 否: '0' }[given]
      return flag === undefined ? wrong(key, '应为是或否') : fact(key, flag)
    })
  }
  optional('disability_kind', (given) => {
    const codes = findFactDefinition('disability_kind')?.codes ?? []
    const code = codes.find(({ label }) => label === given.replace(/残疾$/, ''))?.code
    return code === undefined
      ? wrong('disability_kind', '不在可填的类别之内')
      : fact('disability_kind', null, code)
  })
  optional('disability_grade', (given) => {
    const grade = { 一级: '1', 二级: '2', 三级: '3', 四级: '4' }[given] ?? given
    return /^[0-4]$/.test(grade) ? fact('disability_grade', grade) : wrong('disability_grade', '应为 1 至 4')
  })
  return { member, problems }
}

function readIdentity(text: string, today: string, wrong: (message: string) => null) {
  if (text === '') return null
  if (/e\+/i.test(text) || /^\d{15}000$/.test(text)) {
    return wrong('单元格须为文本格式，Excel 已把号码变成数字，后几位丢失')
  }
  const checked = checkIdentityNumber(text, today)
  return checked.ok
    ? checked.value
    : wrong(checked.reason.replace(/^证件号码/, '').replace(/，请核对是否录错$/, ''))
}

/** 1990-01-01, 1990/1/1, 1990年1月1日, 19900101. */
function readDay(text: string): string | undefined {
  const parts = /^(\d{4})(?:[-/.年]?)(\d{1,2})(?:[-/.月]?)(\d{1,2})日?$/.exec(text)
  if (parts === null) return undefined
  const day = `${parts[1]}-${(parts[2] ?? '').padStart(2, '0')}-${(parts[3] ?? '').padStart(2, '0')}`
  return isRealDate(day) ? day : undefined
}

/** Yuan as fen, or what is wrong with it. */
function readFen(text: string): bigint | string {
  const tidy = text.replaceAll(/[,，\s]|元$/gu, '')
  if (tidy.startsWith('-')) return '不能为负数'
  const parts = /^(\d{1,9})(?:\.(\d+))?$/.exec(tidy)
  if (parts === null) return '应为金额'
  const decimals = (parts[2] ?? '').replace(/0+$/, '')
  if (decimals.length > 2) return '金额最多两位小数（到分）'
  return BigInt(parts[1] ?? '0') * 100n + BigInt(decimals.padEnd(2, '0'))
}

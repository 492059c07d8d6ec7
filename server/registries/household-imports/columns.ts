/** The columns of the household workbook: title, whether it must be there, and how to fill it in. */

export const COLUMNS = [
  { key: 'household', title: '户编号', required: true, hint: '同一户各行填同一编号，编号自定' },
  { key: 'name', title: '姓名', required: true, hint: '' },
  { key: 'identity_number', title: '证件号码', required: true, hint: '18 位，没有的留空并填性别、出生日期' },
  {
    key: 'relation',
    title: '与户主关系',
    required: true,
    hint: '户主、配偶、子女、父母、孙子女、祖父母、兄弟姐妹、其他',
  },
  { key: 'sex', title: '性别', required: false, hint: '有证件号码的可不填' },
  { key: 'birth_date', title: '出生日期', required: false, hint: '例 1990-01-01；有证件号码的可不填' },
  { key: 'nationality', title: '民族', required: false, hint: '例 汉族' },
  { key: 'telephone', title: '电话', required: false, hint: '' },
  { key: 'division_code', title: '社区代码', required: true, hint: '12 位，户主一行必填' },
  { key: 'address', title: '住址', required: true, hint: '户主一行必填' },
  { key: 'register_kind', title: '户口类别', required: false, hint: '城镇或农村，填在户主一行' },
  { key: 'established_on', title: '立户日期', required: false, hint: '不填为导入当天' },
  {
    key: 'disability_kind',
    title: '残疾类别',
    required: false,
    hint: '无、视力、听力、言语、肢体、智力、精神、多重',
  },
  { key: 'disability_grade', title: '残疾等级', required: false, hint: '1 至 4' },
  { key: 'wage_income', title: '工资性收入（元/月）', required: false, hint: '不知道的留空，没有的填 0' },
  { key: 'business_income', title: '经营净收入（元/月）', required: false, hint: '' },
  { key: 'property_income', title: '财产净收入（元/月）', required: false, hint: '' },
  { key: 'transfer_income', title: '转移净收入（元/月）', required: false, hint: '' },
  { key: 'is_studying', title: '全日制在校', required: false, hint: '是或否' },
  { key: 'employed', title: '已就业', required: false, hint: '是或否' },
] as const

export type ColumnKey = (typeof COLUMNS)[number]['key']

/** Rows whose household bears this name are examples of the template and are passed over. */
export const EXAMPLE = '示例'

/** Where each column stands in a file, from 0; titles may come in any order. */
export type Layout = Partial<Record<ColumnKey, number>>

/** Reads the first row. Answers the titles that are missing when the file can't be used. */
export function readLayout(cells: readonly string[]): { layout: Layout } | { missing: string[] } {
  const layout: Layout = {}
  for (const { key, title } of COLUMNS) {
    const at = cells.findIndex((cell) => cell.replaceAll(/\s|\*/gu, '') === title)
    if (at >= 0) layout[key] = at
  }
  const missing = COLUMNS.filter(({ key, required }) => required && layout[key] === undefined)
  return missing.length === 0 ? { layout } : { missing: missing.map(({ title }) => title) }
}

export function titleOf(key: ColumnKey): string {
  return COLUMNS.find((column) => column.key === key)?.title ?? key
}

/** 0 is A, 26 is AA. */
export function columnLetter(at: number): string {
  const rest = String.fromCodePoint(65 + (at % 26))
  return at < 26 ? rest : columnLetter(Math.floor(at / 26) - 1) + rest
}

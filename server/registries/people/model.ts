/** Words and small reckonings about people; pure. */

export const SEX_TITLES: Record<string, string> = { '0': '未知', '1': '男', '2': '女', '9': '未说明' }

export const RELATION_TITLES: Record<string, string> = {
  head: '户主',
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  grandchild: '孙子女',
  grandparent: '祖父母',
  sibling: '兄弟姐妹',
  other: '其他',
}

/** 子 and 女 where the sex is known, else the relation's own title. */
export function relationTitle(relation: string, sex: string): string {
  if (relation === 'child' && sex === '1') return '子'
  if (relation === 'child' && sex === '2') return '女'
  return RELATION_TITLES[relation] ?? relation
}

/** Full years on a day; somebody born on 29 February grows older on 1 March. Null before birth or when unknown. */
export function ageOn(birthDate: string | null, day: string): number | null {
  if (birthDate === null || day < birthDate) return null
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** An amount in fen as `1,234.50`. */
export function yuanText(fen: bigint): string {
  const sign = fen < 0n ? '-' : ''
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${sign}${digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`
}

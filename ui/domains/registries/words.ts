/** Words of the registries, the same on every page. */

export const relationWords = {
  head: '户主',
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  grandchild: '孙子女',
  grandparent: '祖父母',
  sibling: '兄弟姐妹',
  other: '其他',
} as const
export type Relation = keyof typeof relationWords
export type MemberRelation = Exclude<Relation, 'head'>

/** Every relation but the head's, for choices. */
export const memberRelations = (Object.keys(relationWords) as Relation[])
  .filter((relation): relation is MemberRelation => relation !== 'head')
  .map((value) => ({ value, label: relationWords[value] }))

/** GB/T 2261.1, as a number or a form gives it. */
export const sexWords = { '0': '未知', '1': '男', '2': '女', '9': '未说明' } as const

/** Every relation, the head's first. */
export const allRelations = (Object.keys(relationWords) as Relation[]).map((value) => ({
  value,
  label: relationWords[value],
}))

export const sourceKindWords = {
  declared: '本人申报',
  register: '登记资料',
  means_check: '经济状况核对',
  visit: '入户走访',
  import: 'Excel 导入',
  decision: '决定',
} as const

export const registerKindWords = { urban: '城镇', rural: '农村' } as const

/** A choice of place is whole at the community or village. */
export const isCommunity = (code: string | undefined): boolean => code?.length === 12

/** Pages of the workbench; sources may name them without its prefix. */
export function pagePath(link: string): string {
  return link.startsWith('/workbench') ? link : `/workbench${link}`
}

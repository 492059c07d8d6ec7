/** Who counts as a member: by legal duty, not by address. Several programmes share it. */
import { age, article, members, parameter } from '../../engine/index.ts'
import { absentAsClergy, birthDate, inPrison, isStudying, livesIndependently, relation } from './facts.ts'

const measures = (name: string) => ({ document: '本市最低生活保障办法', article: name })
const guide = (name: string) => ({ document: '最低生活保障办事指南', article: name })

/** What the rules on members read. */
export const householdParameters = ['adult_age'] as const

/** Is the person counted, and how many are. Grandchildren and siblings are read like children. */
export function countMembers() {
  const isMinor = article(
    { document: '成年年龄', article: '十八周岁' },
    '未成年',
    age(birthDate).isBelow(parameter('adult_age', 'count')),
  )
  const isDependentAdult = article(
    guide('在校子女'),
    '成年但不能独立生活，或者还在上学',
    livesIndependently.not().or(isStudying),
  )
  const isBound = article(
    measures('第五条'),
    '配偶、父母，未成年或不能独立生活的子女，其他有法定义务并一起生活的人',
    relation
      .isOneOf('head', 'spouse', 'parent', 'grandparent')
      .or(relation.isOneOf('child', 'grandchild', 'sibling').and(isMinor.or(isDependentAdult))),
  )
  const isAbsent = article(
    measures('第五条'),
    '离家三年以上的宗教教职人员，或者正在服刑',
    absentAsClergy.or(inPrison),
  )
  const isCounted = article(measures('第五条'), '计入共同生活的家庭成员', isBound.and(isAbsent.not()))
  const counted = article(measures('第五条'), '共同生活的家庭成员人数', members.countWhere(isCounted))
  return { isCounted, counted }
}

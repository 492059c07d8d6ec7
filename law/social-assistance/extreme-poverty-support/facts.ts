/** What support of destitute people asks beyond income and property: supporters, where one lives, the six acts. */
import { input } from '../../../engine/index.ts'

const MOST_SUPPORTERS = 20

const supporters = (name: string, label: string, hint: string) =>
  input.person.count(name, { label, hint, max: MOST_SUPPORTERS })

export const supporterCount = supporters(
  'supporter_count',
  '法定赡养、抚养、扶养义务人',
  '配偶、父母、成年子女等，住在一起或者不住在一起都算',
)
export const supportersUnable = supporters(
  'supporters_unable',
  '没有能力的义务人',
  '按法定义务人能力的规则逐人判断后的人数',
)

export const inInstitution = input.person.flag('in_institution', { label: '在供养机构集中供养' })

const act = (name: string, label: string) => input.person.flag(name, { label })
export const canEat = act('can_eat', '能自己吃饭')
export const canDress = act('can_dress', '能自己穿衣')
export const canUseToilet = act('can_use_toilet', '能自己如厕')
export const canMove = act('can_move', '能自己在室内行走')
export const canWash = act('can_wash', '能自己洗澡')
export const canLeaveBed = act('can_leave_bed', '能自己上下床')

export const actFacts = [canEat, canDress, canUseToilet, canMove, canWash, canLeaveBed]

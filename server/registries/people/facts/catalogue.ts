/**
 * The facts that may be recorded, by the names that the law's inputs bear. Layers above add those of their
 * programmes with `defineFacts`, so a new programme needs no change here.
 */
import type { z } from 'zod'
import type { factDefinition } from './contract.ts'

export type FactDefinition = z.output<typeof factDefinition>
type ValueKind = FactDefinition['value_kind']
type Given = Omit<FactDefinition, 'hint' | 'codes'> & { hint?: string; codes?: Record<string, string> }

const catalogue = new Map<string, FactDefinition>()

/** Adds facts; one that is there already is left as it is. */
export function defineFacts(facts: readonly Given[]): void {
  for (const { hint, codes, ...fact } of facts) {
    if (catalogue.has(fact.name)) continue
    const list = Object.entries(codes ?? {}).map(([code, label]) => ({ code, label }))
    catalogue.set(fact.name, { ...fact, hint: hint ?? null, codes: list })
  }
}

export function findFactDefinition(name: string): FactDefinition | undefined {
  return catalogue.get(name)
}

export function listFactDefinitions(): FactDefinition[] {
  return [...catalogue.values()]
}

const person = (name: string, value_kind: ValueKind, label: string, hint = ''): Given => ({
  name,
  subject_kind: 'person',
  value_kind,
  label,
  ...(hint === '' ? {} : { hint }),
})
const household = (name: string, value_kind: ValueKind, label: string, hint = ''): Given => ({
  ...person(name, value_kind, label, hint),
  subject_kind: 'household',
})

defineFacts([
  person('wage_income', 'fen_per_month', '工资性收入', '到手的数，按最近三个月平均'),
  person('business_income', 'fen_per_month', '经营净收入'),
  person('property_income', 'fen_per_month', '财产净收入'),
  person('transfer_income', 'fen_per_month', '转移净收入', '退休金、赡养费等'),
  person('exempt_income', 'fen_per_month', '不计入的收入'),
  // Not among the financial assets that the law counts; known all the same.
  person('housing_fund_balance', 'fen', '住房公积金余额'),
  {
    ...person('disability_kind', 'code', '残疾类别'),
    codes: {
      none: '无',
      visual: '视力',
      hearing: '听力',
      speech: '言语',
      limb: '肢体',
      intellectual: '智力',
      mental: '精神',
      multiple: '多重',
    },
  },
  person('disability_grade', 'count', '残疾等级', '一级最重；0 为无'),
  person('is_studying', 'flag', '全日制在校'),
  person('able_to_work', 'flag', '有劳动能力'),
  person('employed', 'flag', '已就业'),
  person('absent_as_clergy', 'flag', '离家三年以上的宗教教职人员'),
  person('in_prison', 'flag', '正在服刑'),
  person('lives_independently', 'flag', '能独立生活'),
  person('work_refusals', 'count', '无正当理由连续拒绝工作的次数'),
  person('medical_own_share', 'fen', '一次治疗自付的医疗费', '医保和大病保险报销以后自己付的，写账单那天'),
  { ...household('register_kind', 'code', '户口类别'), codes: { urban: '城镇', rural: '农村' } },
  household('financial_assets', 'fen', '金融资产'),
  household('vehicle_count', 'count', '汽车'),
  household('home_count', 'count', '住房套数'),
  household('home_area_square_metres', 'count', '住房建筑面积（平方米）'),
  household('homes_below_average_area', 'flag', '全部住房人均面积低于全市人均'),
  household('other_premises', 'flag', '有非居住用房'),
  household('paid_study_abroad', 'flag', '有人自费留学'),
])

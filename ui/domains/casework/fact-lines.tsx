/** The fact groups of the server as the lines of the narrow column: housing in one, what there is none of in one. */
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { Light, dayText } from '../../design/index.ts'
import type { Fact } from '../../design/index.ts'

type Group = BenefitCaseView['fact_groups'][number]

/** Short words for the labels of registers, which are whole sentences. */
const shortLabels: Record<string, string> = {
  financial_assets: '存款等',
  home_count: '房屋',
  vehicle_count: '车辆',
  other_premises: '非居住用房',
  paid_study_abroad: '自费留学',
  homes_below_average_area: '面积低于平均',
}
const flags = ['other_premises', 'paid_study_abroad']
const ofHousing = ['home_area_square_metres', 'homes_below_average_area']

const shortLabel = (group: Group) => shortLabels[group.id] ?? group.label
const isNo = (group: Group) => group.facts[0]?.value === false

/** Lines in the order of the server, each with its source and date; a difference is a line of its own. */
export function factLines(view: BenefitCaseView): Fact[] {
  const groups = view.fact_groups
  const none = groups.filter((group) => flags.includes(group.id) && isNo(group))
  const lines = groups
    .filter((group) => !none.includes(group) && !ofHousing.includes(group.id))
    .flatMap((group) => [lineOf(group, groups), ...differences(group, view)])
  if (none.length === 0) return lines
  const [first] = none
  return [
    ...lines,
    {
      key: 'none',
      label: '其他',
      value: `${none.map(shortLabel).join('、')}：无`,
      source: none.length > 1 ? `${none.length} 个来源` : (first?.source_name ?? ''),
      ...(first?.known_on == null ? {} : { date: dayText(first.known_on) }),
    },
  ]
}

/** 银行、证券、住房公积金 take too much room: 银行等 3 个来源; the whole list stands under 逐人逐项看. */
function sourceText(names: string): string {
  const [first = '', ...more] = names.split('、')
  return more.length === 0 ? first : `${first}等 ${more.length + 1} 个来源`
}

function lineOf(group: Group, groups: Group[]): Fact {
  const area = groups.find((each) => each.id === 'home_area_square_metres' && each.known)
  const small = groups.some((each) => each.id === 'homes_below_average_area' && each.facts[0]?.value === true)
  const housing = group.id === 'home_count'
  const value = housing && area !== undefined ? `${group.value_text}，${area.value_text}` : group.value_text
  const note = group.note ?? (housing && small ? '人均面积低于全市平均' : null)
  return {
    key: group.id,
    label: shortLabel(group),
    value: group.known ? value : <Light state="due_soon">未知</Light>,
    source: sourceText(group.source_name),
    ...(note === null ? {} : { note }),
    ...(group.known_on === null ? {} : { date: dayText(group.known_on) }),
  }
}

const replies = {
  open: '等申请人答复',
  accepted_by_applicant: '申请人已认可',
  explained: '申请人已说明',
  none: '',
}

/** What a source said otherwise than the declaration, with the applicant's word on it. */
function differences(group: Group, view: BenefitCaseView): Fact[] {
  const facts = new Set(group.facts.map((fact) => fact.fact))
  const answers = (view.means_check?.answers ?? []).filter(
    (answer) => answer.discrepancy !== 'none' && facts.has(answer.fact),
  )
  if (answers.length > 0)
    return answers.map((answer) => ({
      key: answer.answer_id,
      label: '',
      value: answer.discrepancy_text ?? '与申报不同',
      light: 'due_soon' as const,
      note: `${answer.subject_name ?? '全户'}${answer.fact_label}，${replies[answer.discrepancy]}`,
      source: `申报 ${answer.declared_text ?? '未填'}`,
      ...(answer.as_of === null ? {} : { date: dayText(answer.as_of) }),
    }))
  if (group.discrepancy_text === null) return []
  return [
    {
      key: `${group.id}-difference`,
      label: '',
      value: group.discrepancy_text,
      light: 'due_soon',
      ...(group.declared_text === null ? {} : { source: `申报 ${group.declared_text}` }),
    },
  ]
}

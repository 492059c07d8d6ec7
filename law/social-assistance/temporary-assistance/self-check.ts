/** A few questions without login, and the household they stand for. */
import type { HouseholdFacts } from '../../../engine/index.ts'
import type { SelfCheckAnswers } from '../../catalogue.ts'
import { meansFromSelfCheck, meansSelfCheckQuestions } from '../../common/means-self-check.ts'
import type { Question } from '../../questions.ts'
import { hardshipQuestion, order649, registerQuestions } from './questions.ts'

/** What follows is asked only of those whom something befell. */
const inHardship = { fact: 'hardship_kind', values: ['sudden', 'spending', 'other'] }

const yesNo = (id: string, fact: string, text: string, label: string, why: string): Question => ({
  id: `self-check-${id}`,
  fact,
  entity: 'household',
  text,
  label,
  why,
  where: [],
  control: 'yes_no',
  onlyIf: inHardship,
  article: order649('第四十七条'),
})

export const selfCheckQuestions: Question[] = [
  ...registerQuestions,
  ...meansSelfCheckQuestions.filter(({ fact }) => fact === 'member_count'),
  { ...hardshipQuestion, id: 'self-check-hardship-kind', text: '最近家里突然遇到难关了吗？' },
  yesNo(
    'living',
    'living_in_difficulty',
    '因为这件事，家里的基本生活一时过不下去了吗？',
    '基本生活困难',
    '基本生活暂时出现严重困难的，才给临时救助。街道入户后认定。',
  ),
  yesNo(
    'subsistence',
    'household_on_subsistence',
    '您家正在领低保吗？',
    '低保家庭',
    '因为支出突然增加来申请的，要是低保家庭。',
  ),
  {
    id: 'self-check-times',
    fact: 'times_aided_for_cause',
    entity: 'household',
    text: '今年因为同一件事，领过几次临时救助？',
    label: '今年领过的次数',
    why: '同一件事，一年救助 {times_per_cause} 次。',
    where: [],
    control: 'count',
    unit: '次',
    onlyIf: inHardship,
    article: { document: 'tianjin-temporary-assistance', article: '同一事由' },
  },
  {
    id: 'self-check-amount',
    fact: 'hardship_amount',
    entity: 'household',
    text: '要过这个难关，大约还差多少钱？',
    label: '需要的金额',
    why: '按需要救助，每人最多 {emergency_months} 个月的低保标准，现在是 {person_ceiling} 元。',
    where: [{ label: '票据', text: '医院、维修、丧葬等费用' }],
    control: 'money',
    unit: '元',
    onlyIf: inHardship,
    article: order649('第四十九条'),
  },
]

const asked = ['hardship_kind', 'living_in_difficulty', 'household_on_subsistence', 'times_aided_for_cause']
const who = ['relation', 'birth_date', 'is_studying', 'lives_independently', 'absent_as_clergy', 'in_prison']

/** The household that the answers stand for; skipped answers stay unknown. */
export function fromSelfCheck(answers: SelfCheckAnswers): HouseholdFacts {
  const { household, members } = meansFromSelfCheck(answers)
  return {
    household: {
      register_kind: household['register_kind'] ?? null,
      hardship_amount: answers['hardship_amount'] ?? null,
      ...Object.fromEntries(asked.map((name) => [name, answers[name] ?? null])),
    },
    members: members.map(({ id, facts }) => ({
      id,
      facts: Object.fromEntries(who.map((name) => [name, facts[name] ?? null])),
    })),
  }
}

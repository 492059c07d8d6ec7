/**
 * 资助参保 as a roster: everybody of the three groups whose premium the law would pay, if insured; the insurer says how
 * each is insured and what is due, and the law says what of it is paid.
 */
import { z } from 'zod'
import { decide, receipt, type DecisionInput } from '../../../engine/index.ts'
import { getProgramme, subsidyGroups, type PolicyProgramme } from '../../../law/index.ts'
import type { Act } from '../../platform/act.ts'
import { registerRoster, type RosterEntry } from '../../casework/index.ts'
import { listEntitlementsOfHousehold } from '../../payments/index.ts'
import { byLaw, inputOf } from '../decisions/decide.ts'
import { householdOn, loadHistory } from '../households/history.ts'
import { asEnacted } from '../proposals/current-law.ts'
import { listDestitute, listHouseholdsEntitled } from './queries.ts'

const programme_id = 'medical-insurance-subsidy'
const programme = (): PolicyProgramme => asEnacted(getProgramme(programme_id))

/** The law of the year: of today, or of its first day while it has not begun. */
const lawDate = (act: Act, year: number): string =>
  act.today.startsWith(String(year)) ? act.today : `${year}-01-01`

/** What the insurer says of somebody: how insured, and what is due for the year in fen. */
const insurerWord = z.object({
  residents_insurance: z.enum(['none', 'adult', 'pupil']),
  premium_due: z.string().regex(/^\d{1,9}$/),
})
type InsurerWord = z.infer<typeof insurerWord>

registerRoster<InsurerWord>({
  kind: programme_id,
  title: '资助参保',
  partner_id: 'medical_insurer',
  office: '医保经办机构',
  list: listEntitled,
  word: insurerWord,
  settle,
})

/** The household's facts with what it has been granted; `told` of one person by the insurer. */
async function factsOf(
  act: Act,
  household_id: string,
  year: number,
  told: (person_id: string) => InsurerWord,
): Promise<{ input: DecisionInput; hidden: boolean } | undefined> {
  const [history, destitute, entitlements] = await Promise.all([
    loadHistory(act, household_id),
    listDestitute(act.tx, { household_id, today: act.today }),
    listEntitlementsOfHousehold(act.tx, household_id),
  ])
  const on = householdOn(history, { holding_on: act.today, known_on: act.today })
  if (on.members.length === 0) return undefined
  const running = new Set(
    entitlements
      .filter(
        ({ from_month, until_month }) =>
          from_month <= act.today && (until_month === null || until_month > act.today),
      )
      .map((each) => each.programme_id),
  )
  const input = inputOf(programme(), on, lawDate(act, year))
  const household_assistance = running.has('minimum-living-guarantee')
    ? 'subsistence'
    : running.has('low-income-household-aid')
      ? 'low_income'
      : 'none'
  return {
    hidden: on.hidden,
    input: {
      ...input,
      household: { ...input.household, household_assistance },
      members: input.members.map(({ id, facts }) => {
        const is_destitute = destitute.includes(id)
        const { residents_insurance, premium_due } = told(id)
        return {
          id,
          facts: { ...facts, is_destitute, residents_insurance, premium_due: BigInt(premium_due) },
        }
      }),
    },
  }
}

const groups: Record<string, string> = subsidyGroups

/** As if everybody were insured: what is paid then is paid for whoever the insurer says is. */
const asIfInsured = (): InsurerWord => ({ residents_insurance: 'adult', premium_due: '100' })

async function listEntitled(
  act: Act,
  { division_code, year }: { division_code: string; year: number },
): Promise<{ entries: RosterEntry[]; hidden_count: number }> {
  const { rules } = programme()
  const entries: RosterEntry[] = []
  let hidden_count = 0
  for (const household of await listHouseholdsEntitled(act.tx, { division_code, today: act.today })) {
    const known = await factsOf(act, household.household_id, year, asIfInsured)
    if (known === undefined) continue
    // Who does not see all who live there does not count them either.
    if (known.hidden) {
      hidden_count += 1
      continue
    }
    const decision = byLaw(() => decide(rules, known.input))
    if (decision.status !== 'eligible') continue
    const paid = decision.memberAmounts['subsidy'] ?? {}
    const household_assistance = String(known.input.household['household_assistance'])
    for (const { id, facts } of known.input.members) {
      if ((paid[id] ?? 0n) === 0n) continue
      entries.push({
        person_id: id,
        household_id: household.household_id,
        division_code: household.division_code,
        content: {
          group: groups[facts['is_destitute'] === true ? 'destitute' : household_assistance] ?? '',
        },
      })
    }
  }
  return { entries, hidden_count }
}

async function settle(
  act: Act,
  line: { person_id: string; household_id: string | null; year: number },
  word: InsurerWord,
): Promise<{ amount: bigint; receipt: unknown } | { refused: string }> {
  if (word.residents_insurance === 'none') return { refused: '没有参加居民医保' }
  const facts = await factsOf(act, line.household_id ?? '', line.year, () => word)
  if (facts === undefined) return { refused: '户内已经没有人' }
  const { rules } = programme()
  const decision = byLaw(() => decide(rules, facts.input))
  const amount =
    decision.status === 'eligible' ? (decision.memberAmounts['subsidy']?.[line.person_id] ?? 0n) : 0n
  if (amount === 0n) return { refused: '按现在的事实不再资助' }
  return { amount, receipt: receipt(rules, facts.input, decision) }
}

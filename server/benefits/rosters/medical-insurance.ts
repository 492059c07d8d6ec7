/**
 * 资助参保 as a roster: everybody of the three groups whose premium the law would pay, if insured; the insurer says how
 * each is insured and what is due, and the law says what of it is paid.
 */
import { z } from 'zod'
import { decide, receipt, type DecisionInput } from '../../../engine/index.ts'
import { assistanceOf, getProgramme, subsidyGroups, type PolicyProgramme } from '../../../law/index.ts'
import type { Act } from '../../platform/act.ts'
import { registerRoster, type AcceptedLine, type RosterEntry, type Settled } from '../../casework/index.ts'
import { byLaw, inputOf } from '../decisions/decide.ts'
import { householdOn, loadHistories, type HouseholdOn } from '../households/history.ts'
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
  households: (act, { division_code }) => listHouseholdsEntitled(act.tx, { division_code, today: act.today }),
  entries: listEntitled,
  word: insurerWord,
  settle,
})

/** A household as it is today, with what it has been granted. */
type Known = {
  on: HouseholdOn
  household_assistance: 'subsistence' | 'low_income' | 'none'
  destitute: ReadonlySet<string>
}

/** As many households as are wanted, by the same few statements; those where nobody lives any more are left out. */
async function loadKnown(act: Act, household_ids: readonly string[]): Promise<Map<string, Known>> {
  const { today } = act
  const [histories, destitute] = await Promise.all([
    loadHistories(act, household_ids),
    listDestitute(act.tx, { household_ids, today }),
  ])
  const supported = new Set(destitute)
  const known = new Map<string, Known>()
  for (const [household_id, history] of histories) {
    const on = householdOn(history, { holding_on: today, known_on: today })
    if (on.members.length === 0) continue
    const running = history.benefits.filter(
      ({ from_month, until_month }) => from_month <= today && (until_month === null || until_month > today),
    )
    const household_assistance = assistanceOf((id) => running.some((each) => each.programme_id === id))
    known.set(household_id, { on, household_assistance, destitute: supported })
  }
  return known
}

/** What the law looks at, as if the insurer had said `word` of everybody. */
function factsOf(
  { on, household_assistance, destitute }: Known,
  date: string,
  { residents_insurance, premium_due }: InsurerWord,
): DecisionInput {
  const input = inputOf(programme(), on, date)
  const told = { residents_insurance, premium_due: BigInt(premium_due) }
  return {
    ...input,
    household: { ...input.household, household_assistance },
    members: input.members.map(({ id, facts }) => ({
      id,
      facts: { ...facts, is_destitute: destitute.has(id), ...told },
    })),
  }
}

const groups: Record<string, string> = subsidyGroups

/** As if everybody were insured: what is paid then is paid for whoever the insurer says is. */
const insured: InsurerWord = { residents_insurance: 'adult', premium_due: '100' }

/** Whom the law would pay the premium for, were they insured. */
export async function listEntitled(
  act: Act,
  { household_ids, year }: { household_ids: readonly string[]; year: number },
): Promise<{ entries: RosterEntry[]; hidden_count: number }> {
  const entries: RosterEntry[] = []
  let hidden_count = 0
  const known = await loadKnown(act, household_ids)
  for (const household_id of household_ids) {
    const household = known.get(household_id)
    if (household === undefined) continue
    // Who does not see all who live there does not count them either.
    if (household.on.hidden) hidden_count += 1
    else entries.push(...entriesOf(household, lawDate(act, year)))
  }
  return { entries, hidden_count }
}

/** Whose premium the law would pay. */
function entriesOf(known: Known, date: string): RosterEntry[] {
  const { household_id, division_code } = known.on.household
  const input = factsOf(known, date, insured)
  const decision = byLaw(() => decide(programme().rules, input))
  if (decision.status !== 'eligible') return []
  const paid = decision.memberAmounts['subsidy'] ?? {}
  return input.members
    .filter(({ id }) => (paid[id] ?? 0n) > 0n)
    .map(({ id, facts }) => ({
      person_id: id,
      household_id,
      division_code,
      content: {
        group: groups[facts['is_destitute'] === true ? 'destitute' : known.household_assistance] ?? '',
      },
    }))
}

async function settle(
  act: Act,
  year: number,
  lines: readonly AcceptedLine<InsurerWord>[],
): Promise<Map<string, Settled>> {
  const households = new Set(lines.flatMap((line) => line.household_id ?? []))
  const known = await loadKnown(act, [...households])
  return new Map(
    lines.map((line) => [
      line.roster_line_id,
      settleLine(known.get(line.household_id ?? ''), lawDate(act, year), line),
    ]),
  )
}

function settleLine(
  known: Known | undefined,
  date: string,
  { person_id, word }: AcceptedLine<InsurerWord>,
): Settled {
  if (word.residents_insurance === 'none') return { refused: '没有参加居民医保' }
  if (known === undefined) return { refused: '户内已经没有人' }
  const { rules } = programme()
  const input = factsOf(known, date, word)
  const decision = byLaw(() => decide(rules, input))
  const amount = decision.status === 'eligible' ? (decision.memberAmounts['subsidy']?.[person_id] ?? 0n) : 0n
  if (amount === 0n) return { refused: '按现在的事实不再资助' }
  return { amount, receipt: receipt(rules, input, decision) }
}

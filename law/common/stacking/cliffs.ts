/**
 * Cliffs of one household: how much more income loses how much benefit, over all programmes together. Borders are
 * found from the margins that the decisions give, not by trying every yuan.
 */
import type { Facts } from '../../../engine/index.ts'
import type { PolicyProgramme } from '../../catalogue.ts'
import type { PaymentKind } from '../../payment.ts'
import { assistanceFacts } from '../assistance.ts'
import { decideTogether } from './together.ts'
import type { DecidedTogether, HouseholdOnDay } from './together.ts'

/** A programme that pays less than before, in fen of its own period. */
export type Lost = {
  readonly programmeId: string
  readonly kind: PaymentKind
  readonly before: bigint
  readonly after: bigint
  /** The condition that is then no longer met, or the rule that then excludes it; null where only the amount is less. */
  readonly because: { readonly label: string; readonly document: string; readonly article: string } | null
}

/** At this much more income a month the household has less in the end, or loses its way to medical aid. */
export type Cliff = {
  readonly moreIncome: bigint
  /** Fen a month that it has less than a fen before, what it earns more already counted; 0 where only status is lost. */
  readonly monthlyLoss: bigint
  readonly lost: readonly Lost[]
  readonly losesMedicalAid: boolean
}

export type IncomeComparison = {
  /** Fen a month of all monthly benefits. */
  readonly before: bigint
  readonly after: bigint
  /** What is left of the higher income a month; negative: the household has less than before. */
  readonly net: bigint
  readonly lost: readonly Lost[]
  readonly losesMedicalAid: boolean
}

type Income = { readonly memberId: string; readonly fact?: string }

/** What a household gets now and with `more` fen a month of income, over all programmes. */
export function compareIncome(
  programmes: readonly PolicyProgramme[],
  household: HouseholdOnDay,
  income: Income & { readonly more: bigint },
): IncomeComparison {
  const [now, then] = [0n, income.more].map((more) => standing(programmes, household, income, more))
  return { ...differenceOf(now!, then!), net: income.more - now!.monthly + then!.monthly }
}

const MOST_BORDERS = 50

/** The cliffs up to `upTo` fen more a month, the nearest first. An income that is not known has none. */
export function findCliffs(
  programmes: readonly PolicyProgramme[],
  household: HouseholdOnDay,
  income: Income & { readonly upTo: bigint },
): Cliff[] {
  const cliffs: Cliff[] = []
  let at = standing(programmes, household, income, 0n)
  for (let turn = 0; turn < MOST_BORDERS; turn++) {
    const step = nextBorder(at.decided)
    if (step === undefined || at.more + step > income.upTo) break
    const before = standing(programmes, household, income, at.more + step - 1n)
    at = standing(programmes, household, income, at.more + step)
    const { lost, losesMedicalAid } = differenceOf(before, at)
    const monthlyLoss = before.monthly - at.monthly - 1n
    const yearly = lost.some(({ kind }) => kind !== 'monthly')
    if (monthlyLoss > 0n || yearly || losesMedicalAid)
      cliffs.push({
        moreIncome: at.more,
        monthlyLoss: monthlyLoss > 0n ? monthlyLoss : 0n,
        lost,
        losesMedicalAid,
      })
  }
  return cliffs
}

type Standing = {
  readonly more: bigint
  readonly decided: DecidedTogether
  readonly monthly: bigint
  /** By programme, what is paid and how. */
  readonly paid: ReadonlyMap<string, { kind: PaymentKind; total: bigint }>
  readonly isAided: boolean
}

function standing(
  programmes: readonly PolicyProgramme[],
  household: HouseholdOnDay,
  { memberId, fact = 'transfer_income' }: Income,
  more: bigint,
): Standing {
  const members = household.members.map((member) =>
    member.id === memberId ? { ...member, facts: withMore(member.facts, fact, more) } : member,
  )
  const decided = decideTogether(programmes, { ...household, members })
  const kindOf = new Map(programmes.map(({ id, payment }) => [id, payment.kind]))
  const paid = new Map(
    decided.stacked.payable.map(({ programmeId, total }) => [
      programmeId,
      { kind: kindOf.get(programmeId) ?? 'monthly', total },
    ]),
  )
  const monthly = [...paid.values()].reduce(
    (all, { kind, total }) => (kind === 'monthly' ? all + total : all),
    0n,
  )
  return {
    more,
    decided,
    monthly,
    paid,
    isAided: isAided(
      decided,
      household.members.map(({ id }) => id),
    ),
  }
}

const withMore = (facts: Facts, fact: string, more: bigint): Facts => {
  const value = facts[fact]
  return value === null || value === undefined ? facts : { ...facts, [fact]: BigInt(value) + more }
}

/** Whether anybody of the household belongs to the groups that medical aid is for. */
function isAided({ decisions }: DecidedTogether, memberIds: readonly string[]): boolean {
  const made = new Map([...decisions].map(([id, { decision }]) => [id, decision]))
  const { household, members } = assistanceFacts(made, memberIds)
  const assistance = household?.['household_assistance']
  return (
    assistance === 'subsistence' ||
    assistance === 'low_income' ||
    Object.values(members ?? {}).some((facts) => facts['is_destitute'] === true)
  )
}

/** The least further income at which some programme's answer turns. */
function nextBorder({ decisions }: DecidedTogether): bigint | undefined {
  const margins = [...decisions.values()].flatMap(({ decision }) => Object.values(decision.margins))
  return margins
    .filter((margin): margin is bigint => margin !== null && margin > 0n)
    .reduce<bigint | undefined>(
      (least, each) => (least === undefined || each < least ? each : least),
      undefined,
    )
}

function differenceOf(before: Standing, after: Standing): Omit<IncomeComparison, 'net'> {
  const lost = [...before.paid].flatMap(([programmeId, { kind, total }]) => {
    const left = after.paid.get(programmeId)?.total ?? 0n
    return left < total
      ? [{ programmeId, kind, before: total, after: left, because: becauseOf(after.decided, programmeId) }]
      : []
  })
  return {
    before: before.monthly,
    after: after.monthly,
    lost,
    losesMedicalAid: before.isAided && !after.isAided,
  }
}

function becauseOf({ decisions, stacked }: DecidedTogether, programmeId: string): Lost['because'] {
  const excluded = stacked.excluded.find((each) => each.programmeId === programmeId)
  if (excluded !== undefined) {
    const { text: label, document, article } = excluded.rule
    return { label, document, article }
  }
  const [eligibility] = decisions.get(programmeId)?.decision.reasons ?? []
  const failing = eligibility?.operands.find(({ kind, outcome }) => kind === 'article' && outcome === false)
  return failing?.document === undefined || failing.article === undefined
    ? null
    : { label: failing.label, document: failing.document, article: failing.article }
}

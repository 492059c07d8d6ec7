/**
 * Several programmes for one household: which exclude each other, who is counted apart, what is capped, and by which
 * article. Dated data from `stacking.yaml`; a pure function over decisions that were made already.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Decision } from '../../../engine/index.ts'

type Cited = { document: string; article: string; text: string; from: string; to?: string }

/** `excludes`: who has the first does not get the second. `counted_apart`: whoever has the first is no member of the
 * household of the second. `stacks`: both are paid. */
export type StackingRule = Cited & {
  id: string
  kind: 'excludes' | 'counted_apart' | 'stacks'
  first: string[]
  second: string[]
}

/** What a person gets of these programmes in a calendar year is at most a value that the rules give. */
export type StackingCap = Cited & {
  id: string
  programmes: string[]
  limit: { programme: string; value: string; only_if?: string }
}

type StackingFile = { rules: StackingRule[]; caps: StackingCap[] }

let loaded: StackingFile | undefined
const load = (): StackingFile => {
  loaded ??= parse(readFileSync(join(import.meta.dirname, 'stacking.yaml'), 'utf8')) as StackingFile
  return loaded
}

const holdsOn = ({ from, to }: Cited, date: string): boolean =>
  from <= date && (to === undefined || date < to)

/** All rules and caps, whenever they hold. */
export const listStackingRules = (): StackingFile => load()

/** The one rule between two programmes on a day, whichever is named first; undefined where none is written. */
export const findStackingRule = (one: string, other: string, date: string): StackingRule | undefined =>
  load().rules.find(
    (rule) =>
      holdsOn(rule, date) &&
      ((rule.first.includes(one) && rule.second.includes(other)) ||
        (rule.first.includes(other) && rule.second.includes(one))),
  )

/** Programmes whose people are no members of the household of `programmeId` on a day. */
export const listCountedApart = (programmeId: string, date: string): string[] =>
  load().rules.flatMap((rule) =>
    rule.kind === 'counted_apart' && rule.second.includes(programmeId) && holdsOn(rule, date)
      ? rule.first
      : [],
  )

/** The programme among those that a household has which leaves no room for `programmeId` on a day, with the rule. */
export function findExclusion(
  programmeId: string,
  having: Iterable<string>,
  date: string,
): { because: string; rule: StackingRule } | undefined {
  for (const because of having) {
    const rule = load().rules.find(
      (each) =>
        each.kind === 'excludes' &&
        each.first.includes(because) &&
        each.second.includes(programmeId) &&
        holdsOn(each, date),
    )
    if (rule !== undefined) return { because, rule }
  }
  return undefined
}

/** Whether having `first` changes what `second` comes to on a day. */
export const bearsOn = (first: string, second: string, date: string): StackingRule | undefined =>
  load().rules.find(
    (rule) =>
      rule.kind !== 'stacks' &&
      rule.first.includes(first) &&
      rule.second.includes(second) &&
      holdsOn(rule, date),
  )

/** A decision with the members that it was made over. */
export type DecidedFor = { readonly decision: Decision; readonly memberIds: readonly string[] }

/** What may be paid, in fen, after caps. */
export type Payable = {
  readonly programmeId: string
  readonly amounts: Readonly<Record<string, bigint>>
  readonly memberAmounts: Readonly<Record<string, Readonly<Record<string, bigint>>>>
  readonly total: bigint
}
/** What is not paid though the programme's own rules speak for it. With `members`: decide it again without them. */
export type Excluded = {
  readonly programmeId: string
  readonly because: string
  readonly rule: StackingRule
  readonly members?: readonly string[]
}
export type Capped = {
  readonly programmeIds: readonly string[]
  readonly limit: bigint
  readonly due: bigint
  readonly paid: bigint
  readonly cap: StackingCap
}
export type Stacked = {
  readonly payable: readonly Payable[]
  readonly excluded: readonly Excluded[]
  readonly capped: readonly Capped[]
  /** Not decided for want of facts; `on` names the programme whose answer has to come first. */
  readonly open: readonly { readonly programmeId: string; readonly on: string | null }[]
}

/**
 * What is payable of all that was decided for one household on a day, what is not, and by which article.
 * `paidThisYear`: fen that were paid already, by cap.
 */
export function stack(
  decisions: ReadonlyMap<string, DecidedFor>,
  date: string,
  paidThisYear: Readonly<Record<string, bigint>> = {},
): Stacked {
  const excluded: Excluded[] = []
  const waiting: { programmeId: string; on: string }[] = []
  const isExcluded = (id: string) => excluded.some((each) => each.programmeId === id)
  const isWaiting = (id: string) => waiting.some((each) => each.programmeId === id)
  for (const rule of load().rules.filter((each) => each.kind !== 'stacks' && holdsOn(each, date))) {
    for (const [because, programmeId] of pairsOf(rule)) {
      const [first, second] = [decisions.get(because), decisions.get(programmeId)]
      if (first === undefined || second === undefined || second.decision.status === 'ineligible') continue
      if (isExcluded(programmeId) || isExcluded(because)) continue
      if (first.decision.status === 'incomplete') {
        // Nobody is supported as destitute before that is decided; whether a household is excluded has to be known.
        if (rule.kind === 'excludes') waiting.push({ programmeId, on: because })
      } else {
        const found = exclusionBy(rule, { because, first }, { programmeId, second })
        if (found !== undefined) excluded.push(found)
      }
    }
  }
  const open = [...decisions].flatMap(([programmeId, { decision }]) =>
    isExcluded(programmeId) || (decision.status !== 'incomplete' && !isWaiting(programmeId))
      ? []
      : [{ programmeId, on: waiting.find((each) => each.programmeId === programmeId)?.on ?? null }],
  )
  const isOut = (id: string) => isExcluded(id) || isWaiting(id)
  const due = [...decisions].flatMap(([programmeId, { decision }]) =>
    decision.status === 'eligible' && !isOut(programmeId) ? [payableOf(programmeId, decision)] : [],
  )
  const { payable, capped } = applyCaps(due, { decisions, date, paidThisYear })
  return { payable, excluded, capped, open }
}

const pairsOf = ({ first, second }: StackingRule): [string, string][] =>
  first.flatMap((one) => second.map((other): [string, string] => [one, other]))

function exclusionBy(
  rule: StackingRule,
  { because, first }: { because: string; first: DecidedFor },
  { programmeId, second }: { programmeId: string; second: DecidedFor },
): Excluded | undefined {
  if (first.decision.status !== 'eligible') return undefined
  if (rule.kind === 'excludes') return { programmeId, because, rule }
  const members = membersWith(first.decision).filter((id) => second.memberIds.includes(id))
  return members.length === 0 ? undefined : { programmeId, because, rule, members }
}

/** Members to whom a decision gives anything. */
export function membersWith(decision: Decision): string[] {
  if (decision.status !== 'eligible') return []
  const ofAmounts = Object.values(decision.memberAmounts).map((byMember) => Object.entries(byMember))
  return [...new Set(ofAmounts.flat().flatMap(([id, amount]) => (amount > 0n ? [id] : [])))]
}

function payableOf(
  programmeId: string,
  { amounts, memberAmounts }: Decision & { status: 'eligible' },
): Payable {
  return { programmeId, amounts, memberAmounts, total: sum(Object.values(amounts)) }
}

const sum = (values: readonly bigint[]): bigint => values.reduce((all, value) => all + value, 0n)

type Capping = {
  decisions: ReadonlyMap<string, DecidedFor>
  date: string
  paidThisYear: Readonly<Record<string, bigint>>
}

/** Cuts what passes a cap, from the last programme of the cap backwards. */
function applyCaps(
  due: readonly Payable[],
  { decisions, date, paidThisYear }: Capping,
): Pick<Stacked, 'payable' | 'capped'> {
  const capped: Capped[] = []
  let payable = [...due]
  for (const cap of load().caps.filter((each) => holdsOn(each, date))) {
    const limit = limitOf(cap, decisions)
    if (limit === undefined) continue
    const paid = paidThisYear[cap.id] ?? 0n
    const total = sum(
      payable.filter((each) => cap.programmes.includes(each.programmeId)).map((each) => each.total),
    )
    let left = limit > paid ? limit - paid : 0n
    if (total <= left) continue
    capped.push({ programmeIds: cap.programmes, limit, due: total, paid, cap })
    payable = payable.map((each) => {
      if (!cap.programmes.includes(each.programmeId)) return each
      const cut = cutTo(each, left)
      left -= cut.total
      return cut
    })
  }
  return { payable, capped }
}

function limitOf({ limit }: StackingCap, decisions: ReadonlyMap<string, DecidedFor>): bigint | undefined {
  const values = decisions.get(limit.programme)?.decision.values ?? {}
  if (limit.only_if !== undefined && values[limit.only_if] !== true) return undefined
  const value = values[limit.value]
  return typeof value === 'bigint' ? value : undefined
}

/** At most `left` of it, the amounts in their order; caps are of programmes that are for one person. */
function cutTo(payable: Payable, left: bigint): Payable {
  let rest = left
  const take = (amount: bigint): bigint => {
    const taken = amount < rest ? amount : rest
    rest -= taken
    return taken
  }
  const amounts = Object.fromEntries(
    Object.entries(payable.amounts).map(([name, amount]) => [name, take(amount)]),
  )
  const memberAmounts = Object.fromEntries(
    Object.entries(payable.memberAmounts).map(([name, byMember]) => [
      name,
      Object.fromEntries(Object.keys(byMember).map((id) => [id, amounts[name] ?? 0n])),
    ]),
  )
  return { ...payable, amounts, memberAmounts, total: sum(Object.values(amounts)) }
}

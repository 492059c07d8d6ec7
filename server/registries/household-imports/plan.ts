/**
 * Puts rows together to households and decides which can be registered: all members of a household or none of it.
 * Pure; what the registers know is given.
 */
import type { CellProblem, ReadMember } from './read-row.ts'

export type PlannedHousehold = {
  division_code: string
  address: string
  register_kind: string | null
  established_on: string
  members: ReadMember[]
}
export type Plan = {
  households: PlannedHousehold[]
  problems: (CellProblem & { household: string })[]
  left_out_households: number
  left_out_rows: number
}

export type KnownToRegisters = {
  /** Identity numbers of the file that are registered already, anywhere in the city. */
  taken: ReadonlySet<string>
  /** Communities in force in the caller's area. */
  communities: ReadonlySet<string>
  today: string
}

/** The household that a row belongs to; a row without a number is one of its own. */
export function householdKey(row: number, household: string): string {
  return household === '' ? `#${row}` : household
}

export function planImport(
  rows: readonly { member: ReadMember; problems: CellProblem[] }[],
  known: KnownToRegisters,
): Plan {
  const plan: Plan = { households: [], problems: [], left_out_households: 0, left_out_rows: 0 }
  const seen = new Map<string, number>()
  const groups = Map.groupBy(rows, ({ member }) => householdKey(member.row, member.household))
  for (const [household, group] of groups) {
    const members = group.map(({ member }) => member)
    const problems = [
      ...group.flatMap((row) => row.problems),
      ...members.flatMap((member) => identityProblems(member, known, seen)),
      ...householdProblems(members, household, known),
    ].sort((a, b) => a.row - b.row)
    if (problems.length === 0) {
      plan.households.push(plannedOf(members, known.today))
    } else {
      plan.left_out_households += 1
      plan.left_out_rows += members.length
      plan.problems.push(...problems.map((problem) => ({ ...problem, household })))
    }
  }
  return plan
}

function identityProblems(
  member: ReadMember,
  known: KnownToRegisters,
  seen: Map<string, number>,
): CellProblem[] {
  const { identity_number: number, row } = member
  if (number === null) return []
  const problem = (message: string): CellProblem[] => [{ row, column: 'identity_number', message }]
  const before = seen.get(number)
  if (before !== undefined) return problem(`与第 ${before} 行重复`)
  seen.set(number, row)
  return known.taken.has(number) ? problem('已登记，请在家庭页面办理加入') : []
}

function householdProblems(members: ReadMember[], household: string, known: KnownToRegisters): CellProblem[] {
  const [first] = members
  if (first === undefined) return []
  if (household.startsWith('#') && first.household === '') {
    return [{ row: first.row, column: 'household', message: '没有填' }]
  }
  const heads = members.filter(({ relation }) => relation === 'head')
  const [head, second] = heads
  if (head === undefined) return [{ row: first.row, column: 'relation', message: '本户没有户主' }]
  if (second !== undefined) return [{ row: second.row, column: 'relation', message: '本户有两名户主' }]
  const problems: CellProblem[] = []
  if (head.address === null) problems.push({ row: head.row, column: 'address', message: '户主一行没有填' })
  for (const { row, division_code } of members) {
    const message =
      division_code === null
        ? row === head.row && '户主一行没有填'
        : !known.communities.has(division_code)
          ? '没有这个社区，或不在您的辖区'
          : division_code !== head.division_code && '与户主一行不同'
    if (message !== false) problems.push({ row, column: 'division_code', message })
  }
  return problems
}

function plannedOf(members: ReadMember[], today: string): PlannedHousehold {
  const head = members.find(({ relation }) => relation === 'head') as ReadMember
  return {
    division_code: head.division_code as string,
    address: head.address as string,
    register_kind: head.register_kind,
    established_on: head.established_on ?? today,
    members,
  }
}

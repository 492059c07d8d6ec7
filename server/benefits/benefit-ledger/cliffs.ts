/** Where more income would leave the household with less, over all that it may get, on the facts and by the law of now. */
import type { Facts } from '../../../engine/index.ts'
import { findCliffs, type Cliff, type HouseholdOnDay, type PolicyProgramme } from '../../../law/index.ts'
import type { Act } from '../../platform/act.ts'
import { byLaw, inputOf, membersFor, programmeOf, programmesInForce } from '../decisions/decide.ts'
import { householdOn, type HouseholdHistory, type HouseholdOn } from '../households/history.ts'
import { viewArticle } from '../questions/service.ts'

/** Fen a month; what lies further away is no warning for anybody's next job or pension. */
const upTo = 1_000_000n

/** The cliffs of a household that has something to lose; why there are none to tell of, where facts are missing. */
export function viewCliffs(act: Act, history: HouseholdHistory) {
  const none = { cliffs: [], cliffs_unknown: null }
  const on = householdOn(history, { holding_on: act.today, known_on: act.today })
  if (on.has.size === 0 || on.members.length === 0) return none
  if (on.hidden) return { ...none, cliffs_unknown: '本户有您看不到的成员，算不出收入再多会怎样' }
  return byLaw(() => {
    const programmes = programmesInForce(act.today, on.household.division_code)
    const counted = countedIn(programmes, on, act.today)
    const earner = on.members.find(
      ({ person_id }) => counted.has(person_id) && incomeOf(on, person_id) !== null,
    )
    if (earner === undefined) return { ...none, cliffs_unknown: '家里人的收入还不清楚，算不出收入再多会怎样' }
    const household = onDay(programmes, on, act.today)
    const found = findCliffs(programmes, household, { memberId: earner.person_id, upTo })
    return { cliffs: found.map(viewCliff), cliffs_unknown: null }
  })
}

const incomeOf = (on: HouseholdOn, person_id: string) =>
  on.facts.get(`${person_id} transfer_income`)?.number_value ?? null

/** Whoever is counted in something that the household has: more income of anybody else changes nothing. */
function countedIn(programmes: readonly PolicyProgramme[], on: HouseholdOn, date: string): Set<string> {
  const having = programmes.filter(({ id }) => on.has.has(id))
  return new Set(having.flatMap((each) => membersFor(each, on, date).map((member) => member.person_id)))
}

/** Every fact that any of the programmes asks for. */
function onDay(programmes: readonly PolicyProgramme[], on: HouseholdOn, date: string): HouseholdOnDay {
  // All who live there: who is counted apart is found again by the law.
  const everybody = { ...on, has: new Map(), named: new Map() }
  const inputs = programmes.map((programme) => inputOf(programme, everybody, date))
  const merged = (facts: readonly Facts[]): Facts => Object.assign({}, ...facts) as Facts
  return {
    date,
    division: on.household.division_code,
    named: Object.fromEntries([...on.named].map(([id, people]) => [id, [...people]])),
    household: merged(inputs.map((each) => each.household)),
    members: on.members.map(({ person_id: id }) => ({
      id,
      facts: merged(inputs.flatMap((each) => each.members.filter((member) => member.id === id)).map(factsOf)),
    })),
  }
}

const factsOf = ({ facts }: { facts: Facts }): Facts => facts

function viewCliff({ moreIncome, monthlyLoss, lost, losesMedicalAid }: Cliff) {
  return {
    more_income: moreIncome.toString(),
    monthly_loss: monthlyLoss.toString(),
    loses_medical_aid: losesMedicalAid,
    lost: lost.map(({ programmeId, kind, before, after, because }) => ({
      programme_id: programmeId,
      programme_title: programmeOf(programmeId).title,
      kind,
      before: before.toString(),
      after: after.toString(),
      because: because === null ? null : { label: because.label, article: viewArticle(because) },
    })),
  }
}

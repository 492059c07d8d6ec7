/** How a case goes through the steps of its procedure: when each begins, is due and ends, up to a given day. */
import { getProcedure } from '../../law/index.ts'
import type { Due, PolicyProgramme, ProcedureDefinition, StepDefinition } from '../../law/index.ts'
import { addDays, addMonths, addWorkingDays, endOnWorkingDay } from '../../server/platform/clock/index.ts'
import type { WorkingCalendar } from '../../server/platform/clock/index.ts'

export type Days = {
  /** The day itself when people work on it, else the next one, and `count` working days after it. */
  workingDay(day: string, count: number): string
  addDays(day: string, count: number): string
  /** The last day of a limit that begins on the day. */
  limit(due: Pick<Due, 'amount' | 'unit'>, from: string): string
}

export type WalkedStep = {
  definition: StepDefinition
  startedOn: string
  dueOn: string
  finishedOn: string | null
}

export type Walk = {
  kind: 'application' | 'review'
  procedure: ProcedureDefinition
  openedOn: string
  acceptedOn: string | null
  wholeDueOn: string | null
  steps: WalkedStep[]
  /** The step that runs; null when the case is over. */
  current: WalkedStep | null
  decidedOn: string | null
  closedOn: string | null
  refused: boolean
}

export function createDays(calendar: WorkingCalendar): Days {
  const known = (result: ReturnType<typeof addWorkingDays>): string => {
    if (result.kind !== 'day') throw new Error(`the working days of ${result.year} are not published`)
    return result.day
  }
  return {
    workingDay: (day, count) => known(addWorkingDays(calendar, known(endOnWorkingDay(calendar, day)), count)),
    addDays,
    limit({ amount, unit }, from) {
      if (unit === 'working_day') return known(addWorkingDays(calendar, from, amount))
      return known(
        endOnWorkingDay(calendar, unit === 'day' ? addDays(from, amount) : addMonths(from, amount)),
      )
    },
  }
}

/** Steps that a review leaves out: nothing is handed in, deliberated or hung out again. */
const onlyForApplications = ['application', 'acceptance', 'deliberation', 'street_notice', 'district_notice']

function stepsOf(procedure: ProcedureDefinition, kind: Walk['kind'], refuse: boolean): StepDefinition[] {
  return procedure.steps.filter(
    ({ id }) =>
      (kind === 'application' || !onlyForApplications.includes(id)) && !(refuse && id === 'district_notice'),
  )
}

export type WalkPlan = {
  programme: PolicyProgramme
  kind: Walk['kind']
  openedOn: string
  /** Nothing after this day has happened yet. */
  until: string
  /** Part of each limit that is used up; above 1 the case is late. */
  pace: number
  refuse?: boolean
}

/** Lets a case run from the day it was opened until it is over or `until` comes. */
export function startWalk(days: Days, plan: WalkPlan): Walk {
  const { programme, kind, openedOn, until, pace, refuse = false } = plan
  const procedure = getProcedure(programme.id, openedOn)
  const walk: Walk = {
    kind,
    procedure,
    openedOn,
    acceptedOn: kind === 'application' ? null : openedOn,
    wholeDueOn: kind === 'application' ? null : days.limit(procedure.whole, openedOn),
    steps: [],
    current: null,
    decidedOn: null,
    closedOn: null,
    refused: refuse,
  }
  let day = openedOn
  for (const definition of stepsOf(procedure, kind, refuse)) {
    const step = walkStep(days, walk, definition, day, pace)
    if (step.finishedOn !== null && step.finishedOn >= until) step.finishedOn = null
    walk.steps.push(step)
    if (step.finishedOn === null) {
      walk.current = step
      return walk
    }
    day = step.finishedOn
    if (definition.id === 'acceptance') {
      walk.acceptedOn = day
      walk.wholeDueOn = days.limit(procedure.whole, day)
    }
    if (definition.id === 'determination') walk.decidedOn = day
  }
  walk.closedOn = day
  return walk
}

function walkStep(days: Days, walk: Walk, definition: StepDefinition, day: string, pace: number): WalkedStep {
  const { due, noticeDays } = definition
  const dueOn = due ? days.limit(due, day) : (walk.wholeDueOn ?? days.limit(walk.procedure.whole, day))
  if (definition.actor === 'applicant' || definition.id === 'acceptance')
    return { definition, startedOn: day, dueOn, finishedOn: day }
  if (noticeDays !== undefined)
    return { definition, startedOn: day, dueOn, finishedOn: days.addDays(day, noticeDays) }
  const length = due?.unit === 'working_day' ? due.amount : 1
  const worked = Math.max(pace > 1 ? length + 1 : 1, Math.round(length * pace))
  return { definition, startedOn: day, dueOn, finishedOn: days.workingDay(day, worked) }
}

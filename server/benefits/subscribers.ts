/**
 * What happens to benefits when the registers hear of a life event: the same day, whoever announced it, and whatever
 * the programme: the law says what each comes to.
 */
import { z } from 'zod'
import { subscribe } from '../platform/jobs/index.ts'
import { endStay } from './appeals/service.ts'
import { freeAfterWithdrawal, holdPayment } from './changes/holds.ts'
import { followMove, settleOtherProgrammes, stopAfterDeath } from './changes/life-events.ts'
import { takeBackFacts } from './changes/taken-back.ts'
import { screenAfterFacts } from './outreach/after-facts.ts'
import { screenHousehold } from './outreach/screen.ts'
import { followMoveOfOutreach } from './outreach/service.ts'

const died = z.object({ death_date: z.iso.date(), household_id: z.uuid().nullable() })
subscribe('person.died', 'benefits.stop_after_death', async (act, event) => {
  const { household_id, death_date } = died.parse(event.payload)
  const person_id = event.subject_id
  if (household_id === null || person_id === null) return
  await stopAfterDeath(act, { household_id, person_id, death_date })
})

const moved = z.object({ on: z.iso.date() })
subscribe('household.moved', 'benefits.follow_move', async (act, event) => {
  const { on } = moved.parse(event.payload)
  if (event.subject_id === null) return
  await followMove(act, { household_id: event.subject_id, moved_on: on })
  await followMoveOfOutreach(act, event.subject_id)
})

// What one programme gives may take people out of another, or leave no room for it.
const determined = z.object({
  household_id: z.uuid(),
  programme_id: z.string(),
  bears_from: z.iso.date().nullable(),
})
subscribe('determination.made', 'benefits.settle_other_programmes', async (act, event) => {
  const { bears_from, ...made } = determined.parse(event.payload)
  if (bears_from !== null) await settleOtherProgrammes(act, { ...made, effective_from: bears_from })
})

// A resident may report a death or a move but has no hand on payments: the house holds them at once.
const reported = z.object({ case_id: z.uuid() })
subscribe('change.reported', 'benefits.hold_after_report', async (act, event) => {
  await holdPayment(act, reported.parse(event.payload).case_id)
})

// A report that was taken back says nothing any more.
subscribe('change.withdrawn', 'benefits.take_back_facts', async (act, event) => {
  if (event.subject_id !== null) await takeBackFacts(act, event.subject_id, 'withdrawn')
})

// What was held for it is paid again.
subscribe('change.withdrawn', 'benefits.free_after_withdrawal', async (act, event) => {
  if (event.subject_id !== null) await freeAfterWithdrawal(act, event.subject_id)
})

// Whoever withdraws an appeal has no hand on recoveries either.
const withdrawn = z.object({ household_id: z.uuid().nullable(), programme_id: z.string() })
subscribe('appeal.withdrawn', 'benefits.end_stay', async (act, event) => {
  await endStay(act, withdrawn.parse(event.payload))
})

// Policy finds people: after each of these the household may be entitled to something that it has not asked for.
subscribe('person.died', 'benefits.screen_after_death', async (act, event) => {
  const { household_id, death_date } = died.parse(event.payload)
  if (household_id === null) return
  await screenHousehold(act, household_id, {
    reason: 'death',
    person_id: event.subject_id,
    happened_on: death_date,
  })
})

const born = z.object({ birth_date: z.iso.date(), household_id: z.uuid() })
subscribe('person.born', 'benefits.screen_after_birth', async (act, event) => {
  const { household_id, birth_date } = born.parse(event.payload)
  await screenHousehold(act, household_id, {
    reason: 'birth',
    person_id: event.subject_id,
    happened_on: birth_date,
  })
})

const changed = z.object({ person_id: z.uuid(), change: z.enum(['joined', 'left']), on: z.iso.date() })
subscribe('household.changed', 'benefits.screen_after_change', async (act, event) => {
  const { person_id, change, on } = changed.parse(event.payload)
  if (event.subject_id === null) return
  await screenHousehold(act, event.subject_id, { reason: `member_${change}`, person_id, happened_on: on })
})

const registered = z.object({ household_id: z.uuid().nullable(), fact_ids: z.array(z.uuid()) })
subscribe('fact.registered', 'benefits.screen_after_fact', async (act, event) => {
  const { household_id, fact_ids } = registered.parse(event.payload)
  if (household_id !== null) await screenAfterFacts(act, { household_id, fact_ids })
})

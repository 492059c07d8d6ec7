/** 补正: what is missing is told once; until it comes the clock waits, and goes on when it is there. */
import type { Act } from '../../platform/act.ts'
import { calendarOf, afterWorkingDays, dayText } from '../cases/clock.ts'
import { enterCase } from '../cases/enter.ts'
import type { CaseInHand } from '../cases/hand.ts'
import { accountOf, logCase } from '../cases/log.ts'
import { deadlineAfterHold, holdCase, keepStep, unheld } from '../cases/move.ts'
import { dueOf } from '../cases/steps.ts'
import { tellPerson } from '../cases/tell.ts'
import { problem } from '../problems.ts'
import * as queries from './queries.ts'
import type { NewMaterial, SupplementItem } from './queries.ts'

/** How long an applicant has to bring what is missing. No text read says so: 待核实. */
export const supplementWorkingDays = 10

/** Tells what is missing, all at once. @throws supplement_told_once (409), and what `enterCase` throws */
export async function askForSupplement(
  act: Act,
  input: { case_id: string; version: number; items: SupplementItem[] },
): Promise<CaseInHand> {
  const hand = await enterCase(act, input.case_id, 'ask_for_supplement', {
    version: input.version,
    ofStep: 'ask_for_supplement',
  })
  if (act.caller.kind !== 'staff') throw problem('case_not_yours')
  if ((await queries.findSupplement(act.tx, input.case_id)) !== undefined) {
    const { article } = hand.step
    throw problem('supplement_told_once', { article })
  }
  const deadline = afterWorkingDays(await calendarOf(act), act.today, supplementWorkingDays)
  await queries.insertSupplement(act.tx, {
    case_id: input.case_id,
    items: input.items,
    told_on: act.today,
    due_on: deadline.due_on,
    requested_by: act.caller.account_id,
    division_code: hand.row.division_code,
    household_id: hand.row.household_id,
  })
  const labels = input.items.map((item) => item.label).join('、')
  await keepStep(act, hand, {
    act: 'ask_for_supplement',
    text: `一次告知补正：${labels}，${dayText(deadline.due_on)}前补齐`,
  })
  await tellPerson(act, hand.row, {
    title: `请补 ${input.items.length} 样材料`,
    body: `办件 ${hand.row.case_number} 还缺：${labels}。请在${dayText(deadline.due_on)}前补齐，等待的时间不算在办理时间里。`,
  })
  return holdCase(act, hand, { kind: 'supplement', reason: '等待申请人补齐材料', deadline })
}

/** Takes in what was missing; the step's clock begins anew. @throws supplement_not_asked (409) */
export async function answerSupplement(
  act: Act,
  input: { case_id: string; version: number; materials: NewMaterial[] },
): Promise<CaseInHand> {
  const hand = await enterCase(act, input.case_id, 'answer_supplement', {
    version: input.version,
    whileHeld: true,
  })
  if (hand.row.hold_kind !== 'supplement') throw problem('supplement_not_asked')
  const deadline = await deadlineAfterHold(act, hand)
  if (!(await queries.answerSupplement(act.tx, input.case_id, { on: act.today, ...dueOf(deadline) })))
    throw problem('supplement_not_asked')
  await addMaterials(act, hand, input.materials)
  await logCase(act, hand.row, 'answer_supplement', `申请人补齐材料 ${input.materials.length} 份`)
  return { ...hand, row: { ...hand.row, ...unheld, ...dueOf(deadline) } }
}

/** Adds files to a case. @throws material_file_unknown (422) when one does not exist or isn't the caller's to see */
export async function addMaterials(
  act: Act,
  { row }: CaseInHand,
  materials: NewMaterial[],
): Promise<string[]> {
  if (materials.length === 0) return []
  const added = await queries.insertMaterials(
    act.tx,
    {
      case_id: row.case_id,
      added_on: act.today,
      added_by: accountOf(act),
      division_code: row.division_code,
      household_id: row.household_id,
    },
    materials,
  )
  if (added.length !== materials.length) throw problem('material_file_unknown', { field: 'materials' })
  return added
}

/** Adds one file to an open case, in whatever step. */
export async function addMaterial(act: Act, case_id: string, material: NewMaterial): Promise<string> {
  const hand = await enterCase(act, case_id, 'answer_supplement', { whileHeld: true })
  const [added] = await addMaterials(act, hand, [material])
  await logCase(act, hand.row, 'add_material', `添加材料：${material.label}`)
  return added!
}

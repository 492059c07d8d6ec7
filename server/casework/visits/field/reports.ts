/**
 * 送交: a report from a phone becomes the visit's record, once, however often it is sent. When the server's side has
 * moved on meanwhile, the phone is shown both and its holder decides: record it as it was seen, or set it aside,
 * where it is kept whole and counts for nothing.
 */
import type { Act } from '../../../platform/act.ts'
import { audit } from '../../../platform/audit/index.ts'
import { storeFile } from '../../../platform/files/index.ts'
import { notFound } from '../../../platform/problems/index.ts'
import { enterCase, findFamilyRefusal } from '../../cases/enter.ts'
import { getCase, type CaseInHand } from '../../cases/hand.ts'
import { logCase } from '../../cases/log.ts'
import { problem as caseProblem } from '../../problems.ts'
import { addMaterials } from '../../supplements/service.ts'
import { listVisitors } from '../planning.ts'
import { findVisit, insertSetAside, type OneVisitRow } from '../queries.ts'
import { writeVisit, type WrittenVisit } from '../service.ts'
import { listVisitsById, type PlannedRow } from './brief-queries.ts'
import type { FieldReport } from './contract.ts'
import { getDevice, visitorOf } from './devices.ts'
import { judgeTime, type JudgedTime } from './model.ts'
import { findMoved } from './moved.ts'
import { problem } from './problems.ts'
import * as queries from './queries.ts'
import type { CopyRow } from './queries.ts'

type HandedIn = {
  visit_id: string
  recorded: boolean
  set_aside: boolean
  received_at: string
  visited_on: string
  clock_wrong: boolean
}

/** Stores a photo or a signature where the visit lies. @throws visit_copy_missing (409), and as `storeFile` */
export async function sendFile(
  act: Act,
  input: { visit_id: string; device_id: string; name: string; content: Buffer },
): Promise<{ file_id: string; sha256: string }> {
  const { device_id } = await getDevice(act, input.device_id)
  const { row } = await getTaken(act, input.visit_id, device_id)
  const { division_code, household_id } = row
  return storeFile(act, input, { division_code, household_id })
}

/**
 * @throws visit_moved_on (409) with both sides, visit_recorded_differently (409), visit_file_changed (422),
 * colleague_not_suitable (422), visit_by_two_people (422), not_found (404) outside the area, and as `getDevice`
 */
export async function handIn(act: Act, visit_id: string, report: FieldReport): Promise<HandedIn> {
  const { account_id } = visitorOf(act)
  const { device_id } = await getDevice(act, report.device_id)
  const { row, copy } = await getTaken(act, visit_id, device_id)
  const known = await findHandedIn(act, visit_id, report.report_id)
  if (known !== undefined) return answerAgain(known, report)
  const time = judgeTime({
    ...report,
    sent_at: report.device_time,
    ...copy,
    received_at: act.now,
    today: act.today,
  })
  await checkFiles(act, report)
  await checkPair(act, row, report, account_id)
  const aside = await decideAside(act, row, report, account_id)
  const written = writtenOf(row, report, time, account_id)
  if (aside) await setAside(act, row, report, written)
  else await writeVisit(act, await enter(act, row), written, materialsOf(report), noteOf(time))
  await queries.endCopies(act.tx, { device_id, visit_ids: [visit_id], because: 'delivered', now: act.now })
  return {
    visit_id,
    recorded: true,
    set_aside: aside,
    received_at: act.now,
    visited_on: time.visited_on,
    clock_wrong: time.clock_wrong,
  }
}

const enter = async (act: Act, { case_id }: PlannedRow): Promise<CaseInHand | undefined> =>
  case_id === null ? undefined : enterCase(act, case_id, 'record_visit', { whileHeld: true })

/** The visit, and what this phone was given of it. @throws not_found, visit_copy_missing (409) */
async function getTaken(
  act: Act,
  visit_id: string,
  device_id: string,
): Promise<{ row: PlannedRow; copy: CopyRow }> {
  const [row] = await listVisitsById(act.tx, [visit_id], act.today)
  if (row === undefined) throw notFound()
  const copy = await queries.findCopy(act.tx, { visit_id, device_id })
  if (copy === undefined) throw problem('visit_copy_missing')
  return { row, copy }
}

/** The record that this very report has already become: the visit itself, or one that was set aside. */
async function findHandedIn(act: Act, visit_id: string, report_id: string): Promise<OneVisitRow | undefined> {
  const visit = await findVisit(act.tx, visit_id)
  if (visit?.proof?.report_id === report_id) return visit
  const aside = await findVisit(act.tx, report_id)
  return aside?.proof?.report_id === report_id ? aside : undefined
}

/** @throws visit_recorded_differently (409) when the same report comes with other contents */
function answerAgain(known: OneVisitRow, report: FieldReport): HandedIn {
  const proof = known.proof
  const same =
    known.finding === report.finding &&
    known.agrees_with_declaration === report.agrees_with_declaration &&
    known.detail.resident_count === report.resident_count &&
    proof?.photo_hashes?.join() === report.photos.map(({ sha256 }) => sha256).join()
  if (!same) {
    throw caseProblem('visit_recorded_differently', {
      current: { visited_on: known.visited_on, finding: known.finding },
      yours: { finding: report.finding },
    })
  }
  return {
    visit_id: known.set_aside_from ?? known.visit_id,
    recorded: false,
    set_aside: known.state === 'set_aside',
    received_at: proof?.received_at ?? '',
    visited_on: known.visited_on ?? '',
    clock_wrong: proof?.clock_wrong === true,
  }
}

/** What arrived is what the phone took. @throws visit_file_changed (422) */
async function checkFiles(act: Act, report: FieldReport): Promise<void> {
  const sent = filesOf(report)
  const stored = await queries.listHashes(
    act.tx,
    sent.map(({ file_id }) => file_id),
  )
  const hashes = new Map(stored.map((each) => [each.file_id, each.sha256]))
  if (sent.some(({ file_id, sha256 }) => hashes.get(file_id) !== sha256)) throw problem('visit_file_changed')
}

function filesOf(report: FieldReport) {
  return [
    ...report.photos,
    report.visitor_signature,
    report.second_visitor_signature,
    ...(report.household_signature === null ? [] : [report.household_signature]),
  ]
}

async function checkPair(act: Act, row: PlannedRow, report: FieldReport, account_id: string): Promise<void> {
  const field = 'second_visitor_id'
  if (report.second_visitor_id === account_id) throw caseProblem('visit_by_two_people', { field })
  const suitable = await listVisitors(act, row.division_code)
  if (!suitable.some((each) => each.account_id === report.second_visitor_id)) {
    throw caseProblem('colleague_not_suitable', { field })
  }
}

/** Whether the report is set aside. @throws visit_moved_on (409) while its sender has not decided on what is there now */
async function decideAside(
  act: Act,
  row: PlannedRow,
  report: FieldReport,
  account_id: string,
): Promise<boolean> {
  const moved = await findMoved(act, row, { account_id, brief_code: report.brief_code })
  if (moved === undefined) return false
  const { decision } = report
  if (decision?.kind === 'set_aside') return true
  if (decision?.kind === 'as_seen' && moved.kind === 'changed' && moved.brief_code === decision.brief_code)
    return false
  throw problem('visit_moved_on', {
    detail: `${moved.text}。请对照两边，决定怎样处理；您填的内容都在。`,
    current: moved,
    yours: { finding: report.finding, resident_count: report.resident_count },
  })
}

function writtenOf(row: PlannedRow, report: FieldReport, time: JudgedTime, account_id: string): WrittenVisit {
  const { position } = report
  return {
    visit_id: row.visit_id,
    case_id: row.case_id,
    household_id: row.household_id,
    division_code: row.division_code,
    visited_on: time.visited_on,
    visited_at: time.visited_at,
    visitor_id: account_id,
    second_visitor_id: report.second_visitor_id,
    place: report.place,
    finding: report.finding,
    agrees_with_declaration: report.agrees_with_declaration,
    detail: {
      resident_count: report.resident_count,
      home_kind: report.home_kind,
      photo_file_ids: report.photos.map(({ file_id }) => file_id),
      signature_file_id: report.household_signature?.file_id ?? null,
      latitude: position?.latitude ?? null,
      longitude: position?.longitude ?? null,
      accuracy_metres: position?.accuracy_metres ?? null,
    },
    safety_remark: report.safety_remark === '' ? null : report.safety_remark,
    proof: {
      report_id: report.report_id,
      device_id: report.device_id,
      device_time: report.visited_at,
      clock_offset_seconds: report.clock_offset_seconds,
      measured_offset_seconds: time.measured_offset_seconds,
      clock_wrong: time.clock_wrong,
      received_at: time.received_at,
      no_position_because: report.no_position_because,
      unsigned_because: report.unsigned_because,
      visitor_signature_file_id: report.visitor_signature.file_id,
      second_visitor_signature_file_id: report.second_visitor_signature.file_id,
      photo_hashes: report.photos.map(({ sha256 }) => sha256),
      checks: report.checks,
      seen_brief_code: report.decision?.kind === 'as_seen' ? report.decision.brief_code : report.brief_code,
    },
  }
}

/** （手机时间差 37 分钟，日期以服务器为准）; empty when the clock was right. */
function noteOf(time: JudgedTime): string {
  if (!time.clock_wrong) return ''
  const minutes = Math.round(Math.abs(time.measured_offset_seconds) / 60)
  return `（手机时间差 ${minutes} 分钟，日期以服务器为准）`
}

function materialsOf(report: FieldReport) {
  const signed = (file: { file_id: string } | null, label: string) =>
    file === null ? [] : [{ file_id: file.file_id, kind: 'visit_signature', label, person_id: null }]
  return [
    ...report.photos.map(({ file_id }, at) => ({
      file_id,
      kind: 'visit_photo',
      label: `入户照片 ${at + 1}`,
      person_id: null,
    })),
    ...signed(report.visitor_signature, '入户人签字'),
    ...signed(report.second_visitor_signature, '同去的人签字'),
    ...signed(report.household_signature, '户主签字'),
  ]
}

/** Kept whole under the report's own number; the case learns that it is there. */
async function setAside(
  act: Act,
  row: PlannedRow,
  report: FieldReport,
  written: WrittenVisit,
): Promise<void> {
  await insertSetAside(act.tx, {
    ...written,
    visit_id: report.report_id,
    set_aside_from: row.visit_id,
    planned_on: row.planned_on,
  })
  const text = '现场走访记录存档，不作为入户记录：送交时服务器上的情况已经变了'
  if (row.case_id !== null) {
    const hand = await getCase(act, row.case_id)
    const family = await findFamilyRefusal(act, hand.row)
    if (family !== undefined) throw family
    await addMaterials(act, hand, materialsOf(report))
    await logCase(act, hand.row, 'set_aside_visit', text)
    return
  }
  await audit(act, {
    act: 'visit.set_aside',
    subject_kind: 'visit',
    subject_id: row.visit_id,
    division_code: row.division_code,
  })
}

/** A visit as it is being written down, and what is sent of it. Pure. */
import type { z } from 'zod'
import type { fieldReport } from '../../server/casework/visits/field/contract.ts'
import type { FieldDraft, FieldVisit, PhotoRef, VisitBrief } from './types.ts'

export function emptyDraft(): FieldDraft {
  return {
    second_visitor_id: undefined,
    finding: '',
    agrees: undefined,
    resident_count: undefined,
    home_kind: undefined,
    checks: {},
    safety_remark: '',
    position: null,
    no_position_because: '',
    visited_at: null,
    photos: [],
    signatures: { visitor: null, second_visitor: null, household: null },
    unsigned_because: '',
  }
}

/** A visit that was just taken along by `account_id`: the other of the two is named already. */
export function newVisit(brief: VisitBrief & { expires_at: string }, account_id: string): FieldVisit {
  const { expires_at, ...known } = brief
  return {
    visit_id: brief.visit_id,
    report_id: crypto.randomUUID(),
    title: brief.title,
    brief: known,
    brief_code: brief.brief_code,
    expires_at,
    draft: {
      ...emptyDraft(),
      second_visitor_id: brief.visitors.find((each) => each.account_id !== account_id)?.account_id,
    },
    clock_offset_seconds: 0,
    moved: null,
    decision: null,
    delivered: null,
  }
}

/** Whether anything was written that would be lost. */
export function isTouched({ draft }: Pick<FieldVisit, 'draft'>): boolean {
  const { signatures, photos, checks, position } = draft
  return (
    draft.finding !== '' ||
    draft.agrees !== undefined ||
    draft.resident_count !== undefined ||
    draft.home_kind !== undefined ||
    draft.safety_remark !== '' ||
    draft.no_position_because !== '' ||
    draft.unsigned_because !== '' ||
    Object.keys(checks).length > 0 ||
    photos.length > 0 ||
    position !== null ||
    Object.values(signatures).some((each) => each !== null)
  )
}

/** What is still missing before the visit is finished; undefined when nothing is. */
export function notFinished(draft: FieldDraft): string | undefined {
  if (draft.second_visitor_id === undefined) return '完成走访，先选同去的人'
  if (draft.position === null && draft.no_position_because.trim().length < 2)
    return '完成走访，先记下位置或写明缘由'
  if (draft.agrees === undefined) return '完成走访，先说与申报是否一致'
  if (draft.finding.trim().length < 2) return '完成走访，先写看到的情况'
  if (draft.signatures.visitor === null) return '完成走访，先由您签字'
  if (draft.signatures.second_visitor === null) return '完成走访，先由同去的人签字'
  if (draft.signatures.household === null && draft.unsigned_because.trim().length < 2)
    return '完成走访，先请户主签字或写明缘由'
  return undefined
}

/** Everything that goes as a file, photos first. */
export function filesOf(draft: FieldDraft): PhotoRef[] {
  const { visitor, second_visitor, household } = draft.signatures
  return [...draft.photos, visitor, second_visitor, household].filter((each) => each !== null)
}

/** The same draft with one file's number from the server. */
export function withFileId(draft: FieldDraft, photo_id: string, file_id: string): FieldDraft {
  const mark = <Ref extends PhotoRef | null>(ref: Ref): Ref =>
    ref?.photo_id === photo_id ? { ...ref, file_id } : ref
  const { visitor, second_visitor, household } = draft.signatures
  return {
    ...draft,
    photos: draft.photos.map(mark),
    signatures: {
      visitor: mark(visitor),
      second_visitor: mark(second_visitor),
      household: mark(household),
    },
  }
}

/** Body of `hand_in`; every file has arrived. `device_time`: the phone's clock now. */
export function reportOf(
  visit: FieldVisit,
  device: { device_id: string; device_time: string },
): z.input<typeof fieldReport> {
  const { draft, brief } = visit
  const { visitor, second_visitor, household } = draft.signatures
  return {
    report_id: visit.report_id,
    ...device,
    brief_code: visit.brief_code,
    visited_at: draft.visited_at ?? device.device_time,
    clock_offset_seconds: visit.clock_offset_seconds,
    second_visitor_id: draft.second_visitor_id ?? '',
    place: brief?.place ?? '',
    finding: draft.finding.trim(),
    agrees_with_declaration: draft.agrees ?? null,
    resident_count: draft.resident_count ?? null,
    home_kind: draft.home_kind ?? null,
    checks: Object.entries(draft.checks).map(([key, agrees]) => ({ key, agrees })),
    safety_remark: draft.safety_remark.trim(),
    position: draft.position,
    no_position_because: draft.position === null ? draft.no_position_because.trim() : '',
    photos: draft.photos.map(sentFile),
    visitor_signature: sentFile(visitor),
    second_visitor_signature: sentFile(second_visitor),
    household_signature: household === null ? null : sentFile(household),
    unsigned_because: household === null ? draft.unsigned_because.trim() : '',
    decision: visit.decision,
  }
}

const sentFile = (ref: PhotoRef | null) => ({ file_id: ref?.file_id ?? '', sha256: ref?.sha256 ?? '' })

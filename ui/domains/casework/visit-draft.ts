/** A visit as it is being written down at a desk, and what is sent of it. Pure. */
import type { visitReport } from '../../../server/casework/visits/contract.ts'
import type { z } from 'zod'
import type { ChosenFile } from '../../forms/index.ts'

export type HomeKind = 'public_rental' | 'own' | 'rented' | 'borrowed'

export type VisitDraft = {
  visited_on: string | undefined
  second_visitor_id: string | undefined
  place: string
  finding: string
  /** null: 没看清; undefined: not yet said. */
  agrees: boolean | null | undefined
  resident_count: number | undefined
  home_kind: HomeKind | undefined
  photos: ChosenFile[]
}

export function emptyVisit(today: string): VisitDraft {
  return {
    visited_on: today,
    second_visitor_id: undefined,
    place: '',
    finding: '',
    agrees: undefined,
    resident_count: undefined,
    home_kind: undefined,
    photos: [],
  }
}

/** As many live in one home at most, as the server takes it. */
export const mostResidents = 50

/** What is still missing or wrong before it can be sent. */
export function visitNotReady(draft: VisitDraft): string | undefined {
  if (draft.visited_on === undefined) return '登记入户，先填日期'
  if (draft.second_visitor_id === undefined) return '登记入户，先选同去的人'
  if ((draft.resident_count ?? 0) > mostResidents) return `登记入户，人数最多填 ${mostResidents}`
  if (draft.agrees === undefined) return '登记入户，先说与申报是否一致'
  return draft.finding.trim().length < 2 ? '登记入户，先写看到的情况' : undefined
}

/** The body of `record_visit`. */
export function reportOf(draft: VisitDraft, photo_file_ids: string[]): z.input<typeof visitReport> {
  return {
    visited_on: draft.visited_on ?? '',
    second_visitor_id: draft.second_visitor_id ?? '',
    place: draft.place.trim(),
    finding: draft.finding.trim(),
    agrees_with_declaration: draft.agrees ?? null,
    detail: {
      resident_count: draft.resident_count ?? null,
      home_kind: draft.home_kind ?? null,
      photo_file_ids,
    },
  }
}

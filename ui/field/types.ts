/** What a visit on the phone is. */
import type { z } from 'zod'
import type { VisitBrief, VisitMoved, fieldRules } from '../../server/casework/visits/field/contract.ts'

export type FieldRules = z.output<typeof fieldRules>
export type { VisitBrief, VisitMoved }

/** A photo or a signature: its sealed bytes lie apart, under its number. */
export type PhotoRef = {
  photo_id: string
  name: string
  media_type: string
  byte_length: number
  sha256: string
  /** The server's number once it has arrived. */
  file_id: string | null
}

export type SignatureOf = 'visitor' | 'second_visitor' | 'household'
export type HomeKind = 'public_rental' | 'own' | 'rented' | 'borrowed'
export type Position = { latitude: number; longitude: number; accuracy_metres: number }

export type FieldDraft = {
  second_visitor_id: string | undefined
  finding: string
  /** null: 没看清; undefined: not yet said. */
  agrees: boolean | null | undefined
  resident_count: number | undefined
  home_kind: HomeKind | undefined
  checks: Record<string, boolean | null>
  safety_remark: string
  position: Position | null
  no_position_because: string
  /** By the phone's clock: when the position was read, or why there is none was written. */
  visited_at: string | null
  photos: PhotoRef[]
  signatures: Record<SignatureOf, PhotoRef | null>
  unsigned_because: string
}

export type Decision = { kind: 'as_seen'; brief_code: string } | { kind: 'set_aside' }

/** A visit as it is sealed. */
export type FieldVisit = {
  visit_id: string
  /** Made here, once: by it the server knows a report again. */
  report_id: string
  title: string
  /** null once it has run out: what the visitors wrote themselves stays. */
  brief: VisitBrief | null
  /** Of which contents the report is; stays when the brief has run out. */
  brief_code: string
  expires_at: string
  draft: FieldDraft
  /** Server minus phone, as known when the visit was made. */
  clock_offset_seconds: number
  /** How the server's side stands, when it moved on; with what is to be seen there. */
  moved: { how: VisitMoved | null; refusal: string; now: VisitBrief | null } | null
  decision: Decision | null
  delivered: { received_at: string; visited_on: string; set_aside: boolean; clock_wrong: boolean } | null
}

/** Who holds the phone, and who may come along. */
export type Owner = {
  account_id: string
  post_id: string
  name: string
  companions: { account_id: string; name: string }[]
}

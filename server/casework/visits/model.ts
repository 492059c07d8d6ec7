/** What a visit's detail looks like when nothing was filled in. Pure. */
import type { VisitDetail, VisitRow } from './queries.ts'

const emptyDetail: VisitDetail = {
  resident_count: null,
  home_kind: null,
  photo_file_ids: [],
  signature_file_id: null,
  latitude: null,
  longitude: null,
  accuracy_metres: null,
}

/** A visit with every field of its detail, as pages show it. */
export function viewVisit<Row extends VisitRow>(row: Row): Row & { detail: VisitDetail } {
  return { ...row, detail: { ...emptyDetail, ...row.detail } }
}

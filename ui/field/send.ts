/** Sends finished visits: files first, each marked as it arrives, then the report. Delivered is what the server acknowledged. */
import { fieldRoutes, visitMoved } from '../../server/casework/visits/field/contract.ts'
import { ProblemError } from '../design/index.ts'
import { call, pathOf, request } from '../shell/index.ts'
import { emptyDraft, filesOf, reportOf, withFileId } from './draft.ts'
import { dropVisit, storeVisit } from './keeping.ts'
import { getField, setField } from './state.ts'
import { takeOne } from './taking.ts'
import type { FieldVisit } from './types.ts'
import { UnreadablePhoto, deletePhotos, isOpen, readPhoto, type OpenVisit } from './vault/vault.ts'

const quiet = { quiet: true }

/** All that wait, one after the other. Throws what should be tried again later: no network, session, server's fault. */
export async function sendWaiting(device_id: string): Promise<void> {
  for (const { visit_id } of getField().visits.filter(({ state }) => state === 'waiting')) {
    const visit = getField().visits.find((each) => each.visit_id === visit_id)
    if (visit?.state !== 'waiting' || !isOpen()) continue
    setField({ sending: visit_id })
    await sendOne(visit, device_id).finally(() => setField({ sending: undefined }))
  }
}

async function sendOne(visit: OpenVisit, device_id: string): Promise<void> {
  try {
    const complete = await sendFiles(visit, device_id)
    const device_time = new Date().toISOString()
    const answer = await call(
      fieldRoutes.hand_in,
      { params: { visit_id: visit.visit_id }, body: reportOf(complete, { device_id, device_time }) },
      quiet,
    )
    await keepDelivered(complete, answer)
  } catch (error) {
    if (error instanceof UnreadablePhoto) await keepUnreadable(visit)
    else if (!(error instanceof ProblemError) || isForLater(error)) throw error
    else await keepRefused(visit, error)
  }
}

/** Not the report's fault: it goes on waiting. */
function isForLater({ problem: { status, code } }: ProblemError): boolean {
  if (status === 0 || status === 401 || status === 429 || status >= 500) return true
  return ['busy', 'cross_site_refused', 'field_device_ended', 'field_device_other_post'].includes(code ?? '')
}

async function sendFiles(visit: OpenVisit, device_id: string): Promise<OpenVisit> {
  let sent = visit
  for (const file of filesOf(visit.draft)) {
    if (file.file_id !== null) continue
    const form = new FormData()
    form.append('device_id', device_id)
    const ending = file.media_type === 'image/png' ? 'png' : 'jpg'
    form.append('file', await readPhoto(file), `${file.name}.${ending}`)
    const path = pathOf(fieldRoutes.send_file.path, { visit_id: visit.visit_id })
    const { file_id } = await request<{ file_id: string }>('POST', path, form, quiet)
    // Kept at once, with what was written meanwhile: after a break only what is missing goes again.
    const now = latest(sent)
    sent = { ...now, draft: withFileId(now.draft, file.photo_id, file_id) }
    await storeVisit(sent)
  }
  return sent
}

/** Nothing of the household stays but its title, until the day is over. */
async function keepDelivered(
  visit: OpenVisit,
  answer: { received_at: string; visited_on: string; set_aside: boolean; clock_wrong: boolean },
): Promise<void> {
  const { received_at, visited_on, set_aside, clock_wrong } = answer
  const photos = filesOf(visit.draft).map(({ photo_id }) => photo_id)
  await storeVisit({
    ...visit,
    state: 'delivered',
    brief: null,
    draft: emptyDraft(),
    moved: null,
    decision: null,
    delivered: { received_at, visited_on, set_aside, clock_wrong },
  })
  // A receipt that the disk refused has its photos still beside the old state: they go with the next look.
  if (!getField().unsaved.has(visit.visit_id)) await deletePhotos(photos)
}

/** What the holder has to look at; a visit that is no longer within their reach does not stay. */
async function keepRefused(visit: OpenVisit, error: ProblemError): Promise<void> {
  const { code, status, title, detail } = error.problem
  if (status === 404) {
    await dropVisit(visit.visit_id)
    const notice = `${visit.title}：已不在您的辖区，没有送达的记录不再接收，已从手机清除`
    setField({ notices: [...getField().notices, notice] })
    return
  }
  const how = code === 'visit_moved_on' ? (visitMoved.safeParse(error.problem.current).data ?? null) : null
  const now = how?.kind === 'changed' ? await takeOne(visit.visit_id) : null
  const moved: FieldVisit['moved'] = { how, refusal: detail ?? title, now }
  await storeVisit({ ...latest(visit), state: 'moved', moved, decision: null })
}

/** A photo or signature that cannot be read must not keep the other visits from going. */
async function keepUnreadable(visit: OpenVisit): Promise<void> {
  const refusal = '有照片或签字在手机上读不出来。请回去改：去掉重拍、重签，再完成走访'
  await storeVisit({
    ...latest(visit),
    state: 'moved',
    moved: { how: null, refusal, now: null },
    decision: null,
  })
}

const latest = (visit: OpenVisit): OpenVisit =>
  getField().visits.find((each) => each.visit_id === visit.visit_id) ?? visit

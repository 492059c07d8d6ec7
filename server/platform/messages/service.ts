/**
 * Messages lie in the receiver's inbox in the portal or workbench. They count as delivered only when the receiver
 * has opened or confirmed them.
 */
import type { Act } from '../act.ts'
import { audit } from '../audit/index.ts'
import { notFound } from '../problems/index.ts'
import type { Message } from './contract.ts'
import { countMessages, insertMessages, listMessages, markRead } from './queries.ts'
import type { Reader } from './queries.ts'

/** To a person in the portal or to an account at work: exactly one of the two. */
export type Receiver =
  | { person_id: string; account_id?: undefined }
  | { account_id: string; person_id?: undefined }

export type Notification = Receiver & {
  title: string
  body: string
  case_id?: string | null
  /** A page of the portal, where the matter is not a case: `/benefits`. */
  path?: string | null
  /** The area whose office may see whether it was read. */
  division_code?: string | null
}

/** Puts a message into an inbox in the act's transaction. */
export const notify = (act: Act, message: Notification): Promise<void> => notifyAll(act, [message])

/** Puts many messages into inboxes in one statement. */
export async function notifyAll(act: Act, messages: readonly Notification[]): Promise<void> {
  if (messages.length === 0) return
  await insertMessages(
    act.tx,
    messages.map((message) => ({
      person_id: message.person_id ?? null,
      account_id: message.account_id ?? null,
      title: message.title,
      body: message.body,
      case_id: message.case_id ?? null,
      path: message.path ?? null,
      division_code: message.division_code ?? null,
      sent_at: act.now,
      business_date: act.today,
    })),
  )
}

/** The caller's own messages: the unread first, then the newest. */
export async function listOwnMessages(
  act: Act,
  given: { unread: boolean; limit: number; offset: number },
): Promise<{ rows: Message[]; total: number; unread: number }> {
  const reader = readerOf(act)
  const rows = await listMessages(act.tx, reader, given.unread, given.limit, given.offset)
  const { total, unread } = await countMessages(act.tx, reader)
  return { rows, total: given.unread ? unread : total, unread }
}

/** Confirms that the caller has read it. Throws 404 for another's message. */
export async function readOwnMessage(act: Act, message_id: string): Promise<Message> {
  const message = await markRead(act.tx, readerOf(act), message_id, act.now)
  if (message === undefined) throw notFound()
  if (message.case_id !== null) {
    await audit(act, {
      act: 'message.read',
      subject_kind: 'message',
      subject_id: message_id,
      detail: { case_id: message.case_id },
    })
  }
  return message
}

function readerOf({ caller }: Act): Reader {
  if (caller.kind !== 'staff' && caller.kind !== 'resident') throw notFound()
  return { account_id: caller.account_id, person_id: caller.kind === 'resident' ? caller.person_id : null }
}

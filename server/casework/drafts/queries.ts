/** SQL of drafts. */
import type { Transaction } from '../../platform/db/index.ts'

export type Draft = { answers: Record<string, unknown>; version: number; saved_at: string }
export type DraftKey = { account_id: string; form: string; subject: string }

export async function findDraft(tx: Transaction, key: DraftKey): Promise<Draft | undefined> {
  const [row] = await tx<Draft[]>`
    select answers, version, saved_at from draft
    where account_id = ${key.account_id} and form = ${key.form} and subject = ${key.subject}`
  return row
}

export async function insertDraft(
  tx: Transaction,
  key: DraftKey,
  draft: { answers: Record<string, unknown>; saved_at: string },
): Promise<Draft | undefined> {
  const [row] = await tx<Draft[]>`
    insert into draft (account_id, form, subject, answers, saved_at)
    values (${key.account_id}, ${key.form}, ${key.subject}, ${JSON.stringify(draft.answers)}::text::jsonb, ${draft.saved_at})
    on conflict (account_id, form, subject) do nothing
    returning answers, version, saved_at`
  return row
}

export async function updateDraft(
  tx: Transaction,
  key: DraftKey,
  draft: { answers: Record<string, unknown>; saved_at: string; version: number },
): Promise<Draft | undefined> {
  const [row] = await tx<Draft[]>`
    update draft set answers = ${JSON.stringify(draft.answers)}::text::jsonb, saved_at = ${draft.saved_at}, version = version + 1
    where account_id = ${key.account_id} and form = ${key.form} and subject = ${key.subject} and version = ${draft.version}
    returning answers, version, saved_at`
  return row
}

export async function deleteDraft(tx: Transaction, key: DraftKey): Promise<boolean> {
  const done = await tx`
    delete from draft where account_id = ${key.account_id} and form = ${key.form} and subject = ${key.subject}`
  return done.count === 1
}

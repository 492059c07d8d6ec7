/** Half-filled forms of signed-in people: saved often, taken up on any device, thrown away when handed in. */
import type { Act } from '../../platform/act.ts'
import { problem as platformProblem } from '../../platform/problems/index.ts'
import { problem } from '../problems.ts'
import * as queries from './queries.ts'
import type { Draft, DraftKey } from './queries.ts'

type Form = { form: string; subject: string }

function keyOf(act: Act, { form, subject }: Form): DraftKey {
  const { caller } = act
  if (caller.kind !== 'staff' && caller.kind !== 'resident') throw problem('case_not_yours')
  return { account_id: caller.account_id, form, subject }
}

export function findDraft(act: Act, form: Form): Promise<Draft | undefined> {
  return queries.findDraft(act.tx, keyOf(act, form))
}

/** Saves over the version that the page saw; 0 begins one. @throws version_conflict (409) with both */
export async function saveDraft(
  act: Act,
  input: Form & { version: number; answers: Record<string, unknown> },
): Promise<Draft> {
  const key = keyOf(act, input)
  const draft = { answers: input.answers, saved_at: act.now }
  const saved =
    input.version === 0
      ? await queries.insertDraft(act.tx, key, draft)
      : await queries.updateDraft(act.tx, key, { ...draft, version: input.version })
  if (saved !== undefined) return saved
  throw platformProblem('version_conflict', {
    current: await queries.findDraft(act.tx, key),
    yours: { version: input.version, answers: input.answers },
  })
}

export function discardDraft(act: Act, form: Form): Promise<boolean> {
  return queries.deleteDraft(act.tx, keyOf(act, form))
}

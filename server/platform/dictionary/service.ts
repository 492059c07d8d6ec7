/** Changing dictionaries by date: what was said before stays readable. */
import type { Act } from '../act.ts'
import { audit } from '../audit/index.ts'
import type { DictionaryEntry } from './contract.ts'
import './problems.ts'
import { endEntry, insertEntry } from './queries.ts'

/** From `from` on the code reads as given; throws `dictionary_entry_overlaps`. Who may is checked by the caller. */
export async function setDictionaryEntry(
  act: Act,
  dictionary: string,
  from: string,
  entry: DictionaryEntry,
): Promise<void> {
  await endEntry(act.tx, dictionary, entry.code, from)
  await insertEntry(act.tx, dictionary, from, entry)
  await audit(act, {
    act: 'dictionary.set',
    subject_kind: 'dictionary',
    subject_id: `${dictionary}/${entry.code}`,
    detail: { from, label: entry.label },
  })
}

/** From `from` on the code no longer exists. */
export async function endDictionaryEntry(
  act: Act,
  dictionary: string,
  code: string,
  from: string,
): Promise<void> {
  await endEntry(act.tx, dictionary, code, from)
  await audit(act, {
    act: 'dictionary.end',
    subject_kind: 'dictionary',
    subject_id: `${dictionary}/${code}`,
    detail: { from },
  })
}

/** SQL of dictionaries. An entry is never changed: it ends, and another begins. */
import type { Transaction } from '../db/index.ts'
import type { DictionaryEntry } from './contract.ts'

export async function listEntries(
  tx: Transaction,
  dictionary: string,
  on: string,
): Promise<DictionaryEntry[]> {
  return tx<DictionaryEntry[]>`
    select code, label, position, source, source_mark from dictionary_entry
    where dictionary = ${dictionary} and valid @> ${on}::date order by position, code`
}

export async function listDictionaries(tx: Transaction): Promise<{ dictionary: string; entries: number }[]> {
  return tx<{ dictionary: string; entries: number }[]>`
    select dictionary, count(distinct code)::integer as entries from dictionary_entry
    group by dictionary order by dictionary`
}

/** Ends the entry that holds on this day; one that begins that very day is replaced below. */
export async function endEntry(tx: Transaction, dictionary: string, code: string, on: string): Promise<void> {
  await tx`
    update dictionary_entry set valid = daterange(lower(valid), ${on}::date)
    where dictionary = ${dictionary} and code = ${code} and valid @> ${on}::date
      and (lower(valid) < ${on}::date or lower_inf(valid))`
}

export async function insertEntry(
  tx: Transaction,
  dictionary: string,
  from: string,
  entry: DictionaryEntry,
): Promise<void> {
  await tx`
    insert into dictionary_entry (dictionary, code, label, position, source, source_mark, valid)
    values (${dictionary}, ${entry.code}, ${entry.label}, ${entry.position}, ${entry.source}, ${entry.source_mark},
      daterange(${from}::date, null))`
}

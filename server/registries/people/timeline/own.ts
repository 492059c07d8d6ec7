/** The registries' own entries: who joined and left, moves, deaths, and what became known from whom. */
import type { Act } from '../../../platform/act.ts'
import { findFactDefinition, listFactDefinitions } from '../facts/index.ts'
import { entry } from './entry.ts'
import { membershipEntries } from './memberships.ts'
import { listAddressChanges, listCorrections, listFactBatches, listMembershipChanges } from './queries.ts'
import type { Correction, FactBatch } from './queries.ts'
import { registerTimelineSource } from './sources.ts'
import type { TimelineEntry, TimelineSubject } from './sources.ts'

registerTimelineSource('registries', async (act: Act, subject: TimelineSubject) => {
  const memberships = await listMembershipChanges(act.tx, subject)
  const subjects = [...subject.person_ids, ...(subject.household_id === null ? [] : [subject.household_id])]
  const facts = await listFactBatches(act.tx, subjects, subject.as_of)
  const corrections = await listCorrections(act.tx, subject.person_ids, subject.as_of)
  const addresses = await listAddressChanges(act.tx, subject.household_id, subject.as_of)
  return [
    ...membershipEntries(memberships, subject.person_id),
    ...facts.map((batch) => factEntry(batch, subject.person_id)),
    ...corrections.map((correction) => correctionEntry(correction, subject.person_id)),
    // The first address is not a move.
    ...addresses
      .slice(0, -1)
      .map(({ household_id, address, moved_on }) =>
        entry({ entry_id: `address-${household_id}-${moved_on}`, date: moved_on, text: `迁居${address}` }),
      ),
  ]
})

const CATEGORIES: Record<string, TimelineEntry['category']> = { means_check: '核对', visit: '走访' }

function factEntry(batch: FactBatch, about: string | null): TimelineEntry {
  const order = listFactDefinitions().map(({ name }) => name)
  const labels = batch.names
    .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((name) => findFactDefinition(name)?.label ?? name)
  const shown =
    labels.length > 3 ? `${labels.slice(0, 3).join('、')}等 ${labels.length} 项` : labels.join('、')
  const who = batch.subject_id === about ? '' : (batch.subject_name ?? '家庭')
  return entry({
    entry_id: `fact-${batch.subject_id}-${batch.known_on}-${batch.source_kind}-${batch.source_name}`,
    date: batch.known_on,
    category: CATEGORIES[batch.source_kind] ?? '变更',
    text: `${who === '' ? '' : `${who}：`}得知${shown}`,
    where: batch.source_kind === 'declared' ? '本人' : batch.source_name,
  })
}

/** 刘伟：更正证件号码、电话（户口簿）. */
function correctionEntry(correction: Correction, about: string | null): TimelineEntry {
  const fields = correction.fields.map((field) => CORRECTED[field] ?? field).join('、')
  const who = correction.person_id === about ? '' : `${correction.name}：`
  return entry({
    entry_id: `correction-${correction.person_correction_id}`,
    date: correction.corrected_on,
    text: `${who}更正${fields}（${correction.reason}）`,
    where: correction.unit_name,
  })
}

const CORRECTED: Record<string, string> = {
  name: '姓名',
  identity_number: '证件号码',
  sex: '性别',
  birth_date: '出生日期',
  nationality: '民族',
  telephone: '电话',
}

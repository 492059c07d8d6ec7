/**
 * 标准调整: one person proposes values and versions of rules with their date and document, another approves; from then on
 * they are law, and on their date every household with the benefit is decided anew (`apply.ts`).
 */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { enqueue } from '../../platform/jobs/index.ts'
import { notFound, problem as platformProblem } from '../../platform/problems/index.ts'
import { authorise } from '../access.ts'
import { monthAfter } from '../determinations/recompute.ts'
import { problem } from '../problems.ts'
import { applyingJob } from './apply.ts'
import { changesThePast, stateTitles, type ProposalState } from './model.ts'
import { listChangeable, wrongValue } from './parameters.ts'
import * as queries from './queries.ts'
import type { NewProposal, ProposalRow, ProposalValueRow, ProposalVersionRow } from './queries.ts'
import { hashed, viewProposed, wrongVersion } from './versions.ts'

/** The division for which the office may make law: a city. */
const cityOf = (act: Act): string => (act.caller.kind === 'staff' ? act.caller.area : '')

/** What a proposal changes: values, versions of rules, or both. */
type Changes = { values: readonly ProposalValueRow[]; versions: readonly ProposalVersionRow[] }
type Draft = Omit<NewProposal, 'prepared_by' | 'prepared_on' | 'division_code'> & Changes

/** @throws proposal_value_wrong, proposal_changes_the_past (422) */
export async function draftProposal(act: Act, { values, versions, ...draft }: Draft): Promise<string> {
  authorise(act, 'draft_proposal')
  if (act.caller.kind !== 'staff') throw notFound()
  checkDraft(act, draft, { values, versions })
  const division_code = cityOf(act)
  const proposal_id = await queries.insertProposal(act.tx, {
    ...draft,
    prepared_by: act.caller.account_id,
    prepared_on: act.today,
    division_code,
  })
  await insertChanges(act, { proposal_id, ...draft, division_code }, { values, versions })
  await log(act, 'proposal.draft', proposal_id, division_code)
  return proposal_id
}

/** Changes a draft of one's own. @throws proposal_value_wrong, proposal_changes_the_past (422), version_conflict (409) */
export async function changeProposal(
  act: Act,
  { proposal_id, version, values, versions, ...draft }: Draft & { proposal_id: string; version: number },
): Promise<void> {
  authorise(act, 'draft_proposal')
  const row = await getProposal(act, proposal_id)
  requireOwn(act, row)
  checkDraft(act, draft, { values, versions })
  if (!(await queries.updateDraft(act.tx, proposal_id, version, draft))) throw conflict(row, version)
  await queries.deleteValues(act.tx, proposal_id)
  await queries.deleteVersions(act.tx, proposal_id)
  const { division_code } = row
  await insertChanges(act, { proposal_id, ...draft, division_code }, { values, versions })
  await log(act, 'proposal.change', proposal_id, division_code)
}

async function insertChanges(
  act: Act,
  of: { proposal_id: string; effective_from: string; division_code: string },
  { values, versions }: Changes,
): Promise<void> {
  await queries.insertValues(act.tx, of, values)
  const rows = versions.map((each) => hashed(each, of.effective_from))
  await queries.insertVersions(act.tx, of, rows)
}

async function changesOf(act: Act, proposal_id: string) {
  return {
    values: await queries.listValues(act.tx, proposal_id),
    versions: await queries.listVersions(act.tx, proposal_id),
  }
}

function checkDraft(
  act: Act,
  draft: Pick<Draft, 'effective_from' | 'changes_the_past'>,
  { values, versions }: Changes,
): void {
  if (changesThePast(draft.effective_from, act.today) && !draft.changes_the_past)
    throw problem('proposal_changes_the_past', { field: 'changes_the_past' })
  const isOutside = (division: string): boolean => !division.startsWith(cityOf(act))
  const errors = [
    ...values.map((value, at) => ({
      field: `values.${at}.value`,
      message: isOutside(value.value_division)
        ? '不在您的辖区'
        : wrongValue(value, draft.effective_from, versions),
    })),
    ...versions.map((version, at) => ({
      field: `versions.${at}.version`,
      message: isOutside(version.version_division)
        ? '不在您的辖区'
        : wrongVersion(version, draft.effective_from),
    })),
  ].flatMap(({ field, message }) => (message === undefined ? [] : [{ field, message }]))
  if (errors.length > 0) throw problem('proposal_value_wrong', { field: errors[0]!.field, errors })
}

type Versioned = { proposal_id: string; version: number }

/** 提交批准, by whoever drafted it. */
export async function submitProposal(act: Act, input: Versioned): Promise<void> {
  authorise(act, 'draft_proposal')
  const row = await getProposal(act, input.proposal_id)
  requireOwn(act, row)
  // A day that lay ahead when it was drafted may be over by now.
  await checkChanges(act, row)
  await move(act, row, input, ['draft'], 'submitted')
}

/**
 * 批准, by somebody else: values and versions are law from their date on. The households follow as soon as their first
 * month can be decided.
 * @throws proposal_same_person (403), proposal_rules_changed (409), proposal_value_wrong, proposal_changes_the_past (422)
 */
export async function approveProposal(act: Act, input: Versioned): Promise<void> {
  authorise(act, 'approve_proposal')
  const row = await getProposal(act, input.proposal_id)
  if (act.caller.kind === 'staff' && act.caller.account_id === row.prepared_by)
    throw problem('proposal_same_person')
  await checkChanges(act, row)
  await move(act, row, input, ['submitted'], 'approved')
  await queries.enactValues(act.tx, row.proposal_id)
  await queries.enactVersions(act.tx, row.proposal_id)
  await enqueue(act, applyingJob, {}, { key: applyingJob })
}

/** As when it was drafted; and the rules are still the ones that were looked at. */
async function checkChanges(act: Act, row: ProposalRow): Promise<void> {
  const changes = await changesOf(act, row.proposal_id)
  checkDraft(act, row, changes)
  const isOther = changes.versions.some(
    (each) => hashed(each, row.effective_from).rules_hash !== each.rules_hash,
  )
  if (isOther) throw problem('proposal_rules_changed')
}

/** 退回修改, by whoever would approve; or taken back by whoever drafted it. */
export async function returnProposal(act: Act, input: Versioned): Promise<void> {
  authorise(act, 'approve_proposal')
  await move(act, await getProposal(act, input.proposal_id), input, ['submitted'], 'draft')
}

/** 撤回: what is not yet law is given up. */
export async function withdrawProposal(act: Act, input: Versioned): Promise<void> {
  authorise(act, 'draft_proposal')
  const row = await getProposal(act, input.proposal_id)
  requireOwn(act, row)
  await move(act, row, input, ['draft', 'submitted'], 'withdrawn')
}

async function move(
  act: Act,
  row: ProposalRow,
  { proposal_id, version }: Versioned,
  from: ProposalState[],
  to: ProposalState,
): Promise<void> {
  const approving = to === 'approved' && act.caller.kind === 'staff'
  const moved = await queries.moveProposal(act.tx, {
    proposal_id,
    version,
    from,
    to,
    approved_by: approving && act.caller.kind === 'staff' ? act.caller.account_id : null,
    approved_on: approving ? act.today : null,
  })
  if (!moved) throw conflict(row, version)
  await log(act, `proposal.${to}`, proposal_id, row.division_code)
}

const conflict = (row: ProposalRow, version: number): Error =>
  row.version === version
    ? problem('proposal_state_wrong', { detail: `这个方案${stateTitles[row.state]}。` })
    : platformProblem('version_conflict', {
        current: { version: row.version, state: row.state },
        yours: { version },
      })

function requireOwn(act: Act, row: ProposalRow): void {
  if (act.caller.kind !== 'staff' || act.caller.account_id !== row.prepared_by)
    throw problem('proposal_not_yours')
}

/** @throws not_found (404) */
export async function getProposal(act: Act, proposal_id: string): Promise<ProposalRow> {
  const row = await queries.findProposal(act.tx, proposal_id)
  if (row === undefined) throw notFound()
  return row
}

/** One proposal with its values and what they are until then, and its versions with what they make different. */
export async function viewProposal(act: Act, proposal_id: string) {
  authorise(act, 'read_proposal')
  const row = await getProposal(act, proposal_id)
  const { values, versions } = await changesOf(act, proposal_id)
  const { document, mark, effective_from: from } = row
  const enacted = values.map(({ parameter, value_division: division, value }) => ({
    parameter,
    division,
    value,
    from,
    source: { document, mark },
  }))
  const dayBefore = new Date(Date.parse(`${row.effective_from}T00:00:00Z`) - 86_400_000)
    .toISOString()
    .slice(0, 10)
  const before = listChangeable(dayBefore, row.division_code)
  return {
    ...summary(act, row),
    values: values.map((value) => {
      const known = before.find((each) => each.parameter === value.parameter)
      return {
        ...value,
        label: known?.label ?? value.parameter,
        unit: known?.unit ?? 'money/month',
        before: known?.value ?? null,
        programmes: known?.programmes.map(({ title }) => title) ?? [],
      }
    }),
    versions: versions.map((each) => viewProposed(each, from, enacted)),
  }
}

export async function listProposals(act: Act, page: { limit: number; offset: number }) {
  authorise(act, 'read_proposal')
  const rows = await queries.listProposals(act.tx, page)
  return { rows: rows.map((row) => summary(act, row)), total: rows[0]?.total ?? 0 }
}

function summary(act: Act, row: ProposalRow) {
  const { last_household_id: _last, prepared_by, approved_by, division_code: _division, ...rest } = row
  const own = act.caller.kind === 'staff' && act.caller.account_id === prepared_by
  return {
    ...rest,
    state_title: stateTitles[row.state],
    difference_total: row.difference_total.toString(),
    running: row.state === 'approved' && row.effective_from <= monthAfter(act.today),
    own,
    approved: approved_by !== null,
  }
}

const log = (act: Act, verb: string, proposal_id: string, division_code: string): Promise<unknown> =>
  audit(act, { act: verb, subject_kind: 'proposal', subject_id: proposal_id, division_code })

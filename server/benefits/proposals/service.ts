/**
 * 标准调整: one person proposes values with their date and document, another approves; from then on they are law, and on
 * their date every household with the benefit is decided anew (`apply.ts`).
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
import type { NewProposal, ProposalRow, ProposalValueRow } from './queries.ts'

/** The division for which the office may make law: a city. */
const cityOf = (act: Act): string => (act.caller.kind === 'staff' ? act.caller.area : '')

type Draft = Omit<NewProposal, 'prepared_by' | 'prepared_on' | 'division_code'> & {
  values: readonly ProposalValueRow[]
}

/** @throws proposal_value_wrong, proposal_changes_the_past (422) */
export async function draftProposal(act: Act, { values, ...draft }: Draft): Promise<string> {
  authorise(act, 'draft_proposal')
  if (act.caller.kind !== 'staff') throw notFound()
  checkDraft(act, draft, values)
  const division_code = cityOf(act)
  const proposal_id = await queries.insertProposal(act.tx, {
    ...draft,
    prepared_by: act.caller.account_id,
    prepared_on: act.today,
    division_code,
  })
  const { effective_from } = draft
  await queries.insertValues(act.tx, { proposal_id, effective_from, division_code }, values)
  await log(act, 'proposal.draft', proposal_id, division_code)
  return proposal_id
}

/** Changes a draft of one's own. @throws proposal_value_wrong, proposal_changes_the_past (422), version_conflict (409) */
export async function changeProposal(
  act: Act,
  { proposal_id, version, values, ...draft }: Draft & { proposal_id: string; version: number },
): Promise<void> {
  authorise(act, 'draft_proposal')
  const row = await getProposal(act, proposal_id)
  requireOwn(act, row)
  checkDraft(act, draft, values)
  if (!(await queries.updateDraft(act.tx, proposal_id, version, draft))) throw conflict(row, version)
  const { effective_from } = draft
  await queries.deleteValues(act.tx, proposal_id)
  const { division_code } = row
  await queries.insertValues(act.tx, { proposal_id, effective_from, division_code }, values)
  await log(act, 'proposal.change', proposal_id, division_code)
}

function checkDraft(
  act: Act,
  draft: Pick<Draft, 'effective_from' | 'changes_the_past'>,
  values: readonly ProposalValueRow[],
): void {
  if (changesThePast(draft.effective_from, act.today) && !draft.changes_the_past)
    throw problem('proposal_changes_the_past', { field: 'changes_the_past' })
  const errors = values.flatMap((value, at) => {
    const outside = !value.value_division.startsWith(cityOf(act))
    const message = outside ? '不在您的辖区' : wrongValue(value, draft.effective_from)
    return message === undefined ? [] : [{ field: `values.${at}.value`, message }]
  })
  if (errors.length > 0) throw problem('proposal_value_wrong', { field: errors[0]!.field, errors })
}

type Versioned = { proposal_id: string; version: number }

/** 提交批准, by whoever drafted it. */
export async function submitProposal(act: Act, input: Versioned): Promise<void> {
  authorise(act, 'draft_proposal')
  const row = await getProposal(act, input.proposal_id)
  requireOwn(act, row)
  // A day that lay ahead when it was drafted may be over by now.
  checkDraft(act, row, await queries.listValues(act.tx, row.proposal_id))
  await move(act, row, input, ['draft'], 'submitted')
}

/**
 * 批准, by somebody else: the values are law from their date on. The households follow as soon as their first month
 * can be decided. @throws proposal_same_person (403), proposal_value_wrong, proposal_changes_the_past (422)
 */
export async function approveProposal(act: Act, input: Versioned): Promise<void> {
  authorise(act, 'approve_proposal')
  const row = await getProposal(act, input.proposal_id)
  if (act.caller.kind === 'staff' && act.caller.account_id === row.prepared_by)
    throw problem('proposal_same_person')
  checkDraft(act, row, await queries.listValues(act.tx, row.proposal_id))
  await move(act, row, input, ['submitted'], 'approved')
  await queries.enactValues(act.tx, row.proposal_id)
  await enqueue(act, applyingJob, {}, { key: applyingJob })
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

/** One proposal with its values and what they are until then. */
export async function viewProposal(act: Act, proposal_id: string) {
  authorise(act, 'read_proposal')
  const row = await getProposal(act, proposal_id)
  const values = await queries.listValues(act.tx, proposal_id)
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

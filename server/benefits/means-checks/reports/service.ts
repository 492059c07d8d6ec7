/** Sealing a check's report, reading it, and telling whether it is the one that was sealed. */
import { createHash } from 'node:crypto'
import { canonical, toJson } from '../../../../engine/index.ts'
import type { Act } from '../../../platform/act.ts'
import { audit } from '../../../platform/audit/index.ts'
import { notFound } from '../../../platform/problems/index.ts'
import { keepStep } from '../../../casework/index.ts'
import { authorise } from '../../access.ts'
import { refresh } from '../../cases/service.ts'
import { loadHistory } from '../../households/history.ts'
import { problem } from '../../problems.ts'
import * as checks from '../queries.ts'
import type { MeansCheckRow } from '../queries.ts'
import { deleteDetails } from '../requests/queries.ts'
import { checkAuthorised, enterCheck, findUnfinished } from '../service.ts'
import { buildReport } from './build.ts'
import type { MeansReport } from './contract.ts'
import * as queries from './queries.ts'

/**
 * Seals the report: every source has had its word or has none, no difference and no contradiction is open, every member
 * has agreed. What sources said in detail is in the report from now on, and nowhere else.
 * @throws means_check_not_complete, version_conflict (409), authorisation_missing (422)
 */
export async function sealMeansCheck(
  act: Act,
  input: { means_check_id: string; version: number },
): Promise<MeansCheckRow> {
  const { check, hand } = await enterCheck(act, input)
  await checkAuthorised(act, await loadHistory(act, check.household_id), check.case_id)
  const unfinished = await findUnfinished(act, check)
  if (unfinished !== undefined) throw problem('means_check_not_complete', { detail: `${unfinished}。` })
  const report = await writeReport(act, check)
  await keepStep(act, hand, { act: 'record_means_check', text: summaryOf(report) })
  await refresh(act, hand)
  return (await checks.findMeansCheck(act.tx, check.means_check_id))!
}

async function writeReport(act: Act, check: MeansCheckRow): Promise<MeansReport> {
  const report: MeansReport = {
    ...(await buildReport(act, check)),
    sealed_on: act.today,
    sealed_by_name: 'display_name' in act.caller ? act.caller.display_name : null,
  }
  const seal = sealOf(report)
  await queries.insertReport(act.tx, {
    means_check_id: check.means_check_id,
    report,
    seal,
    sealed_on: act.today,
    sealed_by: act.caller.kind === 'staff' ? act.caller.account_id : null,
    division_code: check.division_code,
  })
  await deleteDetails(act.tx, check.means_check_id, null)
  await checks.changeMeansCheck(act.tx, check.means_check_id, {
    state: 'sealed',
    completed_on: check.completed_on ?? act.today,
    sealed_on: act.today,
    seal,
  })
  return report
}

/** Writes the report of a check that came into the city sealed, on the day of the act. */
export async function sealLoadedReport(act: Act, means_check_id: string): Promise<void> {
  const check = await checks.findMeansCheck(act.tx, means_check_id)
  if (check?.state === 'sealed') await writeReport(act, check)
}

function summaryOf(report: MeansReport): string {
  const answered = report.sources.filter(({ rounds }) => rounds.at(-1)?.outcome === 'answered').length
  const differences = report.findings.filter(({ reply }) => reply !== 'none').length
  return `经济状况核对完成，${answered} 个来源已答复，${differences} 处差异`
}

/** SHA-256 of everything that the report says; the same report always gives the same seal. */
const sealOf = (report: MeansReport): Buffer =>
  createHash('sha256')
    .update(canonical(toJson(report)))
    .digest()

/**
 * The report of a check: as it was sealed, or as a draft of what is known so far. Who reads it is logged: single
 * accounts stand in it. @throws case_not_yours (403), not_found (404)
 */
export async function readReport(act: Act, means_check_id: string) {
  authorise(act, 'read_means_report')
  const check = await checks.findMeansCheck(act.tx, means_check_id)
  if (check === undefined) throw notFound()
  const sealed = await queries.findReport(act.tx, means_check_id)
  await audit(act, {
    act: 'means_check.read_report',
    subject_kind: 'means_check',
    subject_id: means_check_id,
    division_code: check.division_code,
    detail: { state: check.state },
  })
  const { state, stopped_on } = check
  if (sealed === undefined) {
    return { ...(await buildReport(act, check)), state, stopped_on, seal: null, genuine: null }
  }
  // The check's own record of the seal and the report must both say the same.
  const genuine = sealOf(sealed.report).toString('hex') === sealed.seal && check.seal === sealed.seal
  return { ...sealed.report, state, stopped_on, seal: sealed.seal, genuine }
}

/** The tables of casework in the order in which they must be filled, and their columns. */
import { createTable } from '../load/copy.ts'
import type { Table } from '../load/copy.ts'

export type CaseTables = {
  case_file: Table
  case_number_series: Table
  application: Table
  case_step: Table
  case_log: Table
  visit: Table
  deliberation: Table
  notice: Table
  objection: Table
  appeal: Table
  means_check_authorisation: Table
  means_check: Table
  exchange_request: Table
  means_check_request: Table
  means_check_request_authorisation: Table
  means_check_answer: Table
  message: Table
}

export function createCaseTables(): CaseTables {
  return {
    case_file: createTable(
      'case_file',
      'case_id, case_number, domain, programme_id, kind, household_id, person_id, division_code, procedure_from, state, step_id, outcome, opened_on, accepted_on, closed_on, owner_role, owner_division, due_on, whole_due_on, held_on, hold_kind, hold_reason, parent_case_id, proposed_amount, proposed_member_count, assisted_by',
    ),
    case_number_series: createTable('case_number_series', 'series, year, last_number'),
    application: createTable(
      'application',
      'case_id, programme_id, household_id, applicant_id, answers, channel, submitted_on, payee_id, beneficiary_ids, division_code',
    ),
    case_step: createTable(
      'case_step',
      'case_step_id, case_id, step_id, started_on, due_on, finished_on, outcome, finished_by, acts, division_code, household_id',
    ),
    case_log: createTable(
      'case_log',
      'entry_id, case_id, at, business_date, account_id, actor_name, unit_name, act, step_id, text, detail, division_code, household_id',
    ),
    visit: createTable(
      'visit',
      'visit_id, case_id, household_id, planned_on, visited_on, visited_at, visitor_id, second_visitor_id, finding, agrees_with_declaration, state, division_code',
    ),
    deliberation: createTable(
      'deliberation',
      'deliberation_id, case_id, held_on, present_count, representative_count, agree_count, disagree_count, opinion, recorded_by, division_code, household_id',
    ),
    notice: createTable(
      'notice',
      'notice_id, case_id, kind, division_code, published_on, ends_on, masked_name, masked_text, programme_id, amount, member_count, state, household_id, published_by',
    ),
    objection: createTable(
      'objection',
      'objection_id, notice_id, case_id, text, filed_on, due_on, state, division_code, household_id',
    ),
    appeal: createTable(
      'appeal',
      'appeal_id, case_id, appeal_case_id, person_id, grounds, filed_on, decision_told_on, in_time, state, division_code, household_id',
    ),
    means_check_authorisation: createTable(
      'means_check_authorisation',
      'authorisation_id, case_id, person_id, signed_by, capacity, signed_on, division_code, household_id',
    ),
    means_check: createTable(
      'means_check',
      'means_check_id, case_id, requested_on, completed_on, state, seal, sealed_on, division_code, household_id',
    ),
    exchange_request: createTable(
      'exchange_request',
      'request_id, partner_id, kind, subject_id, state, attempts, asked_on, asked_at, next_attempt_at, final_by, finished_on, finished_at, owner_role, owner_division, division_code',
    ),
    means_check_request: createTable(
      'means_check_request',
      'means_check_request_id, means_check_id, source, round, way, request_id, asked_on, outcome, answered_on, as_of, division_code, household_id',
    ),
    means_check_request_authorisation: createTable(
      'means_check_request_authorisation',
      'means_check_request_id, authorisation_id, division_code, household_id',
    ),
    means_check_answer: createTable(
      'means_check_answer',
      'answer_id, means_check_id, source, person_id, fact_name, declared_value, found_value, found_code, answered, as_of, discrepancy, division_code, household_id',
    ),
    message: createTable(
      'message',
      'person_id, title, body, case_id, division_code, sent_at, business_date, read_at',
    ),
  }
}

/**
 * What row-level security is held to: one expression per role, the same on every table and for every command, and
 * what differs from it, each with its reason. Whoever changes a policy, a function of the owner's or a table without
 * a guard changes it here, too.
 */

/** Everything that begins with the caller's area, as the catalogue writes it. */
export const withinArea =
  "((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))"
const ownHousehold = '(household_id = current_household_id())'
const ownPerson = '(person_id = current_person_id())'

/** What a role may be admitted by without further explanation. Roles that are not named need one each time. */
export const agreed: Record<string, readonly string[]> = {
  haihe_staff: [withinArea],
  haihe_resident: [ownHousehold, ownPerson, `(${ownHousehold} OR ${ownPerson})`],
  haihe_hospital: ['(hospital_id = current_hospital_id())'],
}

export type Clause = 'using' | 'check'
export type Exception = Partial<Record<Clause, string>> & {
  reason: string
  /** Admits rows also to a caller who has neither area nor account: 'all' of them, or those that are public. */
  nobody?: 'all' | 'public'
}

/** Policies that admit by something else. What they say is pinned: who changes one changes it here, too. */
export const exceptions: Record<string, Exception> = {
  audit_entry_read: {
    using: 'true',
    nobody: 'all',
    reason: 'the auditor reads the whole log, the sealer seals it',
  },
  audit_entry_write: {
    check: 'true',
    nobody: 'all',
    reason: "everybody's acts go into the log, also refused ones outside one's area",
  },
  case_file_resident_opens: {
    check: `(${ownHousehold} AND (kind = ANY (ARRAY['application'::text, 'change'::text, 'appeal'::text])) AND (assisted_by IS NULL) AND ((division_code = ( SELECT h.division_code FROM household h WHERE (h.household_id = current_household_id()))) OR ((kind = 'appeal'::text) AND (EXISTS ( SELECT FROM case_file against WHERE ((against.case_id = case_file.parent_case_id) AND (against.division_code = case_file.division_code)))))))`,
    reason:
      'a resident applies, reports and appeals for the own household, where it lives or where it was decided',
  },
  case_log_resident_writes: {
    check: `(${ownHousehold} AND (account_id = current_account_id()))`,
    reason: 'what a resident did is written under the own name',
  },
  case_material_resident_adds: {
    check: `(${ownHousehold} AND (added_by = current_account_id()))`,
    reason: 'a resident hands in papers under the own name',
  },
  case_step_resident_begins: {
    check: `(${ownHousehold} AND (acts = '{}'::text[]) AND ((finished_by IS NULL) OR (finished_by = current_account_id())) AND (EXISTS ( SELECT FROM case_file c WHERE ((c.case_id = case_step.case_id) AND (c.version = 1) AND (c.state = 'open'::text) AND ((case_step.finished_on IS NULL) = (c.step_id = case_step.step_id))))))`,
    reason: 'steps begin with the case that a resident opens; an office moves it on',
  },
  disclosure_auditor: {
    using: 'true',
    nobody: 'all',
    reason: 'the auditor reads who looked at whose numbers',
  },
  disclosure_staff: {
    check: '(account_id = current_account_id())',
    reason: 'who looked is always the one who looks; the record bears the division of the person looked at',
  },
  draft_own: {
    using: '(account_id = current_account_id())',
    check: '(account_id = current_account_id())',
    reason: 'a draft belongs to its writer alone, whichever post they hold',
  },
  event_read: { using: 'true', nobody: 'all', reason: "the house's jobs read what was announced" },
  event_write: { check: 'true', nobody: 'all', reason: "anybody's act may announce; nobody's reads it" },
  fact_resident_declares: {
    check: `(${ownHousehold} AND (source_kind = 'declared'::text) AND (division_code = ( SELECT h.division_code FROM household h WHERE (h.household_id = current_household_id()))) AND ((subject_id = current_household_id()) OR (subject_id IN ( SELECT m.person_id FROM household_member m WHERE ((m.household_id = current_household_id()) AND upper_inf(m.valid))))))`,
    reason: 'a resident declares for their own household only, in its own division',
  },
  field_device_application: {
    using: 'true',
    check: 'true',
    nobody: 'all',
    reason: 'a phone asks by its own token whether it may go on; whoever asks may have no session any more',
  },
  field_device_own: {
    using: '(account_id = current_account_id())',
    check: '(account_id = current_account_id())',
    reason: 'a phone belongs to its holder, whichever post they hold',
  },
  file_resident: {
    using: `((uploaded_by = current_account_id()) OR ${ownHousehold})`,
    check: '(uploaded_by = current_account_id())',
    reason: "what one handed in oneself, and the household's papers",
  },
  file_content_read: {
    using: '(EXISTS ( SELECT FROM file f WHERE (f.sha256 = file_content.sha256)))',
    reason: 'contents are seen by whoever sees a file with them; the inner table has policies of its own',
  },
  file_content_write: {
    check: 'true',
    nobody: 'all',
    reason: 'contents are kept once, by their hash; they are found through a file only',
  },
  difference_settlement_resident: {
    using:
      '(EXISTS ( SELECT FROM difference_item d WHERE (d.difference_item_id = difference_settlement.difference_item_id)))',
    reason: 'seen with the difference that it settles; the inner table has policies of its own',
  },
  hospital_application: {
    using: 'true',
    nobody: 'all',
    reason: 'the door finds out which hospital has signed; the right reaches a few columns only',
  },
  hospital_key_application: {
    using: 'true',
    nobody: 'all',
    reason: 'the door checks signatures by public keys',
  },
  household_member_application: {
    using: 'true',
    nobody: 'all',
    reason: "signing in finds a resident's household; the right reaches a few columns only",
  },
  idempotency_application: {
    using: 'true',
    check: 'true',
    nobody: 'all',
    reason: 'the house removes keys that have expired',
  },
  idempotency_own: {
    using: '(account_key = (current_account_id())::text)',
    check: '(account_key = (current_account_id())::text)',
    reason: 'an answer is given again only to whom it was given',
  },
  idempotency_visitor: {
    using: "starts_with(account_key, 'visitor '::text)",
    check: "starts_with(account_key, 'visitor '::text)",
    nobody: 'public',
    reason: 'visitors have no account; they are told apart by the hash in their key',
  },
  message_resident_read: {
    using: `(${ownPerson} OR (account_id = current_account_id()))`,
    reason: 'messages go to a person or to an account',
  },
  message_resident_mark: {
    using: `(${ownPerson} OR (account_id = current_account_id()))`,
    reason: 'messages go to a person or to an account',
  },
  message_send: {
    check: 'true',
    nobody: 'all',
    reason: 'an act may tell somebody beyond the own area of it',
  },
  message_staff_mark: {
    using: '(account_id = current_account_id())',
    reason: 'read by the receiver, wherever it was sent from',
  },
  message_staff_read: {
    using: '(account_id = current_account_id())',
    reason: 'read by the receiver, wherever it was sent from',
  },
  notice_public: {
    using: "(state = ANY (ARRAY['running'::text, 'held'::text]))",
    nobody: 'public',
    reason: 'a notice that hangs is there for everybody, and stored masked',
  },
  notice_resident: {
    using: `((state = ANY (ARRAY['running'::text, 'held'::text])) OR ${ownHousehold})`,
    nobody: 'public',
    reason: 'a notice that hangs is there for everybody, and stored masked',
  },
  payroll_district: {
    using: 'starts_with(current_area(), division_code)',
    reason: "a street reads the state of its district's payroll: its own lines mean nothing without it",
  },
  payroll_resident: {
    using: '(EXISTS ( SELECT FROM payroll_line l WHERE (l.payroll_id = payroll.payroll_id)))',
    reason: 'the state of a payroll that has a line of theirs; the inner table has policies of its own',
  },
  person_application: {
    using: 'true',
    nobody: 'all',
    reason: 'signing in finds name and division; the right reaches a few columns only',
  },
  person_resident: {
    using: `(${ownPerson} OR (person_id IN ( SELECT m.person_id FROM household_member m WHERE (${ownHousehold.replace('household_id', 'm.household_id')} AND upper_inf(m.valid)))))`,
    reason: 'oneself and those with whom one lives now',
  },
  person_staff: {
    using: `((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)) AND ((NOT restricted) OR (current_account_id() IS NULL) OR (person_id IN ( SELECT e.person_id FROM person_entitled e WHERE ((e.account_id = current_account_id()) AND e.entitled)))))`,
    reason: 'narrower than the area: a protected person exists only for accounts that were named',
  },
  person_entitled_staff: {
    using:
      '((current_area() IS NOT NULL) AND ((account_id = current_account_id()) OR (granted_by = current_account_id())))',
    check: '(granted_by = current_account_id())',
    reason: 'who is named for a protected person is known to the named and to whoever named them',
  },
  resident_change_application: {
    using: 'true',
    check: 'true',
    nobody: 'all',
    reason: 'the house folds what acts changed; numbers and places, nobody is named',
  },
  resident_count_application: {
    using: 'true',
    check: 'true',
    nobody: 'all',
    reason: 'the house keeps the counts; numbers and places, nobody is named',
  },
  proposal_enacted: {
    using: "(state = ANY (ARRAY['approved'::text, 'applied'::text]))",
    reason:
      'the house itself reads the documents behind what is law; what is only proposed is the office’s own',
  },
  proposal_value_enacted: {
    using: 'enacted',
    reason: 'the house itself reads the values that are law',
  },
  enacted_version_approve: {
    check:
      "(EXISTS ( SELECT FROM (proposal_version v JOIN proposal p USING (proposal_id)) WHERE ((v.proposal_id = enacted_version.proposal_id) AND (v.programme_id = enacted_version.programme_id) AND (v.version = enacted_version.version) AND (v.version_division = enacted_version.version_division) AND (v.rules_hash = enacted_version.rules_hash) AND (v.division_code = enacted_version.division_code) AND (p.effective_from = enacted_version.effective_from) AND (p.state = 'approved'::text) AND (p.approved_by = current_account_id()))))",
    reason: 'rules are put in force by whoever approved the proposal that names them, and as it names them',
  },
  enacted_version_law: {
    using: 'true',
    nobody: 'all',
    reason:
      'which rules are law where and from when is public knowledge; the right reaches these columns only',
  },
  visit_copy_staff: {
    using: '(EXISTS ( SELECT FROM visit v WHERE (v.visit_id = visit_copy.visit_id)))',
    reason: 'seen with the visit that it is a copy of; the inner table has policies of its own',
  },
  person_correction_read: {
    using: '(person_id IN ( SELECT p.person_id FROM person p))',
    reason: 'goes with the person: seen by whoever sees the record, wherever it moves',
  },
  person_correction_write: {
    check: '((corrected_by = current_account_id()) AND (person_id IN ( SELECT p.person_id FROM person p)))',
    reason: 'everybody corrects in their own name, records that they see',
  },
  staff_relative_declare: {
    check: `((declared_by = current_account_id()) AND ((account_id = current_account_id()) OR (account_id IN ( SELECT p.account_id FROM post p WHERE ((p.division_code >= current_area()) AND (p.division_code < (current_area() || ':'::text)))))))`,
    reason: 'everybody declares for themselves; for colleagues of the own area who keeps the register',
  },
  staff_relative_end: {
    using: `((account_id <> ALL (accounts_of_same_people(ARRAY[current_account_id()]))) AND (current_account_id() IN ( SELECT k.account_id FROM post k WHERE (k.role = ANY (ARRAY['district_approver'::text, 'policy_officer'::text])))) AND (person_id IN ( SELECT p.person_id FROM person p)))`,
    check: '(ended_by = current_account_id())',
    reason: 'ended by whoever keeps the register where the relative lives, never by whom it keeps away',
  },
  staff_relative_read: {
    using: `((account_id = ANY (accounts_of_same_people(ARRAY[current_account_id()]))) OR (declared_by = current_account_id()) OR ((current_account_id() IN ( SELECT k.account_id FROM post k WHERE (k.role = ANY (ARRAY['district_approver'::text, 'policy_officer'::text])))) AND (person_id IN ( SELECT p.person_id FROM person p))))`,
    reason: 'read by whose relative it is in whatever account, by who wrote it, and where the relative lives',
  },
}

/** Tables without row-level security, each with the reason why no area needs to be kept from it. */
export const openTables: Record<string, string> = {
  account:
    'names of staff are known within the house; password hashes are granted to administrators and sign-in only',
  account_invitation: 'granted to sign-in, and to administrators for writing only',
  audit_batch: 'holds hashes only; granted to the auditor and the sealer',
  audit_leaf: 'holds hashes only; granted to the auditor and the sealer',
  business_clock: 'one day for the whole city',
  calendar_day: 'working days, the same for everybody',
  calendar_year: 'working days, the same for everybody',
  case_number_series: 'the last number given in each series; tells of no case',
  dictionary_entry: 'words and codes, the same for everybody',
  division: 'public knowledge',
  exchange_partner: 'how systems outside have behaved; names no person and no case',
  ledger_chart: 'names of accounts in the ledger, the same for everybody',
  migration: 'granted to nobody',
  post: 'who works where is known within the house',
  session: 'granted to sign-in and the administrators, without its tokens',
  sign_in_attempt: 'granted to sign-in only',
  unenacted_value: 'values of the law that are not yet in force, which anybody may know',
  unit: 'offices, known to everybody',
}

/**
 * Functions that run as the owner of the tables and so past the policies, each with what holds the area instead.
 * Everything else runs as its caller.
 */
export const ownersFunctions: Record<string, string> = {
  account_of_returned_line: "asks for the area itself: lines of the caller's district that came back",
  answer_supplement: 'asks case_within_reach, and for a case that waits for papers',
  book_transaction: 'asks for the area itself, and for entries that add up to zero',
  case_within_reach: 'asks for the area, or for the own household or person',
  determinations_of_household: 'asks household_within_reach',
  end_entitlements: 'asks household_within_reach',
  enqueue_job: 'writes to the queue only, which no request reads',
  accounts_of_same_people: 'answers keys of accounts and nothing else',
  case_of_relative_of_staff: 'asks for the area itself; answers yes or no, and not of whom',
  enter_inspection_draw: 'asks for the area itself, and for a case that lies there',
  file_objection: 'anybody may object to a notice that hangs; answers nothing of the case',
  find_person_by_number: 'finds whoever is meant by number and name together, and tells only the key',
  find_people: 'asks for the area and for protected persons itself',
  find_receipt: 'a determination by the hash of its receipt, which only its papers bear; names nobody',
  hospital_name: 'names of hospitals, which are public knowledge',
  household_within_reach: 'asks for the area, or for the own household',
  inspection_seed: 'asks for the area itself, and for a month that is over',
  months_paid: 'asks household_within_reach',
  open_claim:
    'for the door that has made sure of a hospital; finds whoever is meant by number and name together',
  reverse_claim:
    'for the door that has made sure of a hospital; asks for a claim of this one, and whether its key still lives',
  settle_claim:
    'for the door that has made sure of a hospital; asks whether its key still lives, and for sums that balance',
  move_household: 'asks for the area that the household leaves; writes where it goes',
  move_open_cases: "for the house's own jobs only",
  next_case_number: 'draws a number; tells of no case',
  residents_since: 'asks for the area itself; answers numbers of a place, the restricted left out',
  staff_name: 'the name of a member of staff, known within the house',
  taken_identity_numbers: 'says of given numbers only that they are taken',
  withdraw_case: 'asks case_within_reach, and for a case that is not decided',
  withdraw_authorisation:
    'asks case_within_reach, and of a resident for the own signature; sets facts of that case’s household to unknown only',
}

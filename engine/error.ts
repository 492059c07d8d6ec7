// One error type for everything the engine refuses. The code is stable (doors map it to a problem);
// the message is Chinese, because the person who meets it writes or applies law.

export type LawErrorCode =
  | 'symbol_used_as_value'
  | 'parameter_unknown'
  | 'parameter_not_in_force'
  | 'parameter_invalid'
  | 'version_not_in_force'
  | 'version_unknown'
  | 'input_undeclared'
  | 'interval_exceeded'
  | 'rounding_unnamed'
  | 'rule_invalid'
  | 'fact_refused'
  | 'columns_refused'
  | 'receipt_mismatch'

export class LawError extends Error {
  readonly code: LawErrorCode
  constructor(code: LawErrorCode, message: string) {
    super(message)
    this.name = 'LawError'
    this.code = code
  }
}

// What tests of law need: the check of a rule's source, and mutation. Not for the product itself, except that a
// server may check the rules it loads.
export { checkProgrammeSource, checkRuleSource } from './rule-source.ts'
export { findUnkilledMutants } from './mutants.ts'

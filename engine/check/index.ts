// What tests of law need: the check of a rule's source, mutation, households at the borders. Not for the product
// itself, except that a server may check the rules it loads.
export { checkProgrammeSource, checkRuleSource } from './rule-source.ts'
export type { RuleSourceProblem } from './rule-source.ts'
export { findUnkilledMutants } from './mutants.ts'
export type { Mutant, MutationOptions } from './mutants.ts'
export { fillUnknown, randomHousehold } from './households.ts'
export type { HouseholdOptions } from './households.ts'
export { between, pick, randomFrom } from './random.ts'
export type { Random } from './random.ts'

/** Numbers of people and organisations: checks, masks, and the slips of the pen. Pure; the browser uses it too. */
export type { Checked } from './check.ts'
export {
  checkIdentityNumber,
  identityCheckCharacter,
  isRealDate,
  listSimilarIdentityNumbers,
} from './identity-number.ts'
export type { IdentityNumber } from './identity-number.ts'
export { checkCreditCode, creditCheckCharacter, organisationCheckCharacter } from './credit-code.ts'
export { isIssuingDivision } from './division-prefixes.ts'
export { maskBankAccount, maskIdentityNumber, maskName, maskTelephone } from './mask.ts'
export { checkTelephone } from './telephone.ts'

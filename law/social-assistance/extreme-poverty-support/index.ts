/** The folder's door: the programme as the catalogue lists it, and who is unable to support. */
export { extremePovertySupport } from './programme.ts'
export { supporterAbility } from './supporters.ts'

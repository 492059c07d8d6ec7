/** The folder's door: the programme as the catalogue lists it. */
export { seriousIllnessAid } from './programme.ts'

/** The folder's door: the programme as the catalogue lists it. */
export { inpatientAid } from './programme.ts'

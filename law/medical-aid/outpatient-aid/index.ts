/** The folder's door: the programme as the catalogue lists it. */
export { outpatientAid } from './programme.ts'

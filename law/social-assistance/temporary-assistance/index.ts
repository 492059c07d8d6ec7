/** The folder's door: the programme as the catalogue lists it. */
export { temporaryAssistance } from './programme.ts'

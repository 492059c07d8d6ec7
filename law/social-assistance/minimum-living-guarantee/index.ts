/** The folder's door: the programme as the catalogue lists it. */
export { minimumLivingGuarantee } from './programme.ts'

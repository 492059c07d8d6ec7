/** The folder's door: the programme as the catalogue lists it. */
export { lowIncomeHouseholdAid } from './programme.ts'

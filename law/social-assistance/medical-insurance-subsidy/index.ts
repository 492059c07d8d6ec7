/** The folder's door: the programme as the catalogue lists it. */
export { medicalInsuranceSubsidy } from './programme.ts'
export { subsidyGroups } from './facts.ts'

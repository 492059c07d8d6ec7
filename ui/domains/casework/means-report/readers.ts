import type { Role } from '../../../shell/page-definition.ts'

/** Single accounts stand in the report: for who examines, decides, or hears the appeal. */
export const reportReaders: Role[] = ['street_clerk', 'district_approver', 'policy_officer']

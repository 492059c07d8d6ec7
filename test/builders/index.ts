/** What tests build, by name; the data is made up and belongs to nobody. */
export { buildDivision } from './division.ts'
export { buildFile } from './file.ts'
export { buildPerson, type BuiltPerson } from './person.ts'
export { buildHousehold, type BuiltHousehold, type Relation } from './household.ts'
export { buildDetermination, buildEntitlement, type BuiltEntitlement } from './entitlement.ts'
export { buildResident, buildSecondPost, buildStaff, buildStaffRelative } from './staff.ts'
export { buildBill, buildHospital, sendSigned, type BuiltHospital } from './hospital.ts'

/** Routes of the three administrators. */
export * from './accounts/contract.ts'
export * from './logs/contract.ts'
export * from './offices/contract.ts'
export * from './operation/contract.ts'

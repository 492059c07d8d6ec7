/** Every contract of the registries, for clients and forms. */
export * from './divisions/contract.ts'
export * from './people/contract.ts'
export * from './households/contract.ts'
export * from './organisations/contract.ts'
export * from './staff-relatives/contract.ts'
export * from './household-imports/contract.ts'

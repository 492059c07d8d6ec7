import type { Module } from '../platform/http/index.ts'
import { accountRoutes } from './accounts/routes.ts'
import { logRoutes } from './logs/routes.ts'
import { officeRoutes } from './offices/routes.ts'
import { operationRoutes } from './operation/routes.ts'

export { administrationCommands } from './commands.ts'

export const administrationModule: Module = {
  name: 'administration',
  routes: (server) => {
    accountRoutes(server)
    officeRoutes(server)
    operationRoutes(server)
    logRoutes(server)
  },
}

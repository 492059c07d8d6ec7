/** 医疗救助: what is settled with a bill, at the hospital's counter. */
import type { Module } from '../../platform/http/index.ts'
import { registerClaimRoutes } from './claims/routes.ts'
import { hospitalSigner } from './hospitals/signer.ts'
import { registerReconciliationRoutes } from './reconciliations/routes.ts'

export { endLentKeys, lendHospitalKeys, listAidedPatients } from './hospitals/play.ts'

export const medicalAidModule: Module = {
  name: 'medical-aid',
  routes: (server) => {
    const signer = hospitalSigner(server)
    registerClaimRoutes(server, signer)
    registerReconciliationRoutes(server, signer)
  },
}

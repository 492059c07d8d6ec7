/** 医疗救助: what is settled with a bill, at the hospital's counter. */
import type { Module } from '../../platform/http/index.ts'
import { askerOf, registerClaimRoutes } from './claims/routes.ts'
import { registerFhirRoutes } from './fhir/routes.ts'
import { hospitalSigner } from './hospitals/signer.ts'
import { registerReconciliationRoutes } from './reconciliations/routes.ts'

export { endLentKeys, lendHospitalKeys, listAidedPatients } from './hospitals/play.ts'
export { prepareClaim, type Asked } from './claims/service.ts'

export const medicalAidModule: Module = {
  name: 'medical-aid',
  routes: (server) => {
    const signer = hospitalSigner(server)
    const askedBy = askerOf(server, signer)
    registerClaimRoutes(server, signer, askedBy)
    registerFhirRoutes(server, signer, askedBy)
    registerReconciliationRoutes(server, signer)
  },
}

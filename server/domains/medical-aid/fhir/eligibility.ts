/** Whether a patient is aided on a day, and what the year has come to: the answer to a CoverageEligibilityRequest. */
import { isSevere, medicalGroupOf } from '../../../../law/index.ts'
import { byLaw, type Asked } from '../claims/service.ts'
import { openClaim } from '../claims/queries.ts'
import { problem } from '../problems.ts'
import { systems, type FhirEligibilityRequest } from './contract.ts'
import { patientOf } from './map.ts'

/** @throws patient_not_found, fhir_unreadable, law_of_day_missing (422) */
export async function checkEligibility(asked: Asked, resource: FhirEligibilityRequest) {
  const { hospital, pool, today } = asked
  const { servicedDate } = resource
  const opened = await openClaim(pool, {
    hospital_id: hospital.hospital_id,
    claim_number: '',
    ...patientOf(resource.patient.reference, resource.contained),
    law_day: servicedDate,
    admitted_on: servicedDate,
    year: Number(servicedDate.slice(0, 4)),
  })
  if (opened.person_id === null) throw problem('patient_not_found')
  const { programmes, destitute, disability_grade, totals } = opened
  const grade = disability_grade === null ? null : Number(disability_grade)
  const severely_disabled = byLaw(() => isSevere(grade, servicedDate, hospital.division_code))
  const group = medicalGroupOf({ programmes, destitute, severely_disabled })
  return {
    resourceType: 'CoverageEligibilityResponse',
    status: 'active',
    purpose: resource.purpose,
    patient: resource.patient,
    contained: resource.contained.filter(({ resourceType }) => resourceType === 'Patient'),
    servicedDate,
    created: today,
    request: { display: 'CoverageEligibilityRequest' },
    outcome: 'complete',
    insurer: { display: '医疗救助' },
    insurance: [
      {
        coverage: { identifier: { system: systems.coverage, value: 'medical_aid' } },
        inforce: group !== 'none' && opened.designated,
        item: [
          {
            category: { coding: [{ system: systems.medical_group, code: group }] },
            benefit: Object.entries(totals).map(([name, fen]) => ({
              type: { coding: [{ system: systems.programme, code: name }] },
              usedMoney: { value: Number(fen) / 100, currency: 'CNY' },
            })),
          },
        ],
      },
    ],
  }
}

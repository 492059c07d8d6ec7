/** What this insurer says of somebody whom it insures: as a pupil or a grown-up, and what is due for the year. */

/** Made up: what it charges for a year, in fen. No real premium. */
const premiums = { adult: '33000', pupil: '11000' }

export type InsurerWord = { residents_insurance: 'adult' | 'pupil'; premium_due: string }

/** By the year of birth in the identity number. */
export function wordOf(identity_number: string, year: number): InsurerWord {
  const age = year - Number(identity_number.slice(6, 10))
  const residents_insurance = age < 18 ? 'pupil' : 'adult'
  return { residents_insurance, premium_due: premiums[residents_insurance] }
}

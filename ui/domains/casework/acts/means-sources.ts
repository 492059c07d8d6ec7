/** What each source of a means check is asked about: facts of each adult, or of the whole household. */
import type { meansSource } from '../../../../server/benefits/contract.ts'
import type { z } from 'zod'

export type Source = z.infer<typeof meansSource>
type SourceForm = { source: Source; title: string; facts: string[]; of: 'adult' | 'member' | 'household' }

export const sourceForms: SourceForm[] = [
  { source: 'household_register', title: '户籍登记', facts: ['register_kind'], of: 'household' },
  { source: 'social_insurance', title: '社会保险', facts: ['wage_income', 'transfer_income'], of: 'adult' },
  { source: 'housing_fund', title: '住房公积金', facts: ['financial_assets'], of: 'adult' },
  { source: 'tax', title: '税务', facts: ['wage_income', 'business_income'], of: 'adult' },
  { source: 'real_estate', title: '不动产登记', facts: ['home_count'], of: 'household' },
  { source: 'vehicles', title: '车辆登记', facts: ['vehicle_count'], of: 'household' },
  { source: 'company_register', title: '企业登记', facts: ['business_income'], of: 'adult' },
  { source: 'deposits', title: '银行', facts: ['financial_assets'], of: 'adult' },
  { source: 'securities', title: '证券', facts: ['financial_assets'], of: 'adult' },
  { source: 'insurance', title: '商业保险', facts: ['financial_assets'], of: 'adult' },
]

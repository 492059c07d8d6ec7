/** Which sources a means check of the city's past asked, and what of. */

/** What each source is asked of each member. */
export const PERSON_SOURCES: readonly (readonly [source: string, facts: readonly string[]])[] = [
  ['social_insurance', ['wage_income', 'transfer_income']],
  ['housing_fund', ['housing_fund_balance']],
  ['tax', ['wage_income', 'business_income']],
]
/** What each source is asked of the household; savings stand with the bank, and nothing elsewhere. */
export const HOUSEHOLD_SOURCES: readonly (readonly [source: string, facts: readonly string[]])[] = [
  ['household_register', ['register_kind']],
  ['real_estate', ['home_count', 'other_premises']],
  ['vehicles', ['vehicle_count']],
  ['company_register', ['financial_assets']],
  ['deposits', ['financial_assets']],
  ['securities', ['financial_assets']],
  ['insurance', ['financial_assets']],
]
export const CHECKED_SOURCES = [...PERSON_SOURCES, ...HOUSEHOLD_SOURCES].map(([source]) => source)

/** Facts that some source answers; the rest stays as it was declared. */
export const ANSWERED_FACTS: ReadonlySet<string> = new Set(
  [...PERSON_SOURCES, ...HOUSEHOLD_SOURCES].flatMap(([, facts]) => facts),
)

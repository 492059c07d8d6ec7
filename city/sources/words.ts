/** What each source says of the people that it is asked about, from its books. */
import { addMonths, dayNumber, dayText } from '../people/days.ts'
import type { CityHousehold, CityPerson, Tenure } from '../people/types.ts'
import type { Books, Entry } from './books.ts'
import type { Detail, Fact, Holding, Question, Source, Word } from './protocol.ts'

const none: Holding = { holds: 'no', facts: [], details: [] }
const unknown: Holding = { holds: 'unknown', facts: [], details: [] }

const fact = (name: string, value: number | string): Fact => ({ fact: name, value: String(value) })
const detail = (label: string, amount: number): Detail => ({ label, amount: String(amount) })
const holding = (facts: Fact[], details: Detail[] = []): Holding => ({ holds: 'yes', facts, details })

/** An amount that the books hold, or no record of it. */
const amountOf = (name: string, amount: number, details: Detail[]): Holding =>
  amount === 0 ? none : holding([fact(name, amount)], details)

type OfPerson = (entry: Entry) => Holding

const wageOf = ({ person, undeclared }: Entry): number => person.income.wage + undeclared.wage

/** Two accounts where there is much, one where there is little. */
function accountsOf(person: CityPerson, amount: number): Detail[] {
  const label = `示例银行 尾号${person.bankAccount.slice(-4)}`
  if (amount < 500_000) return [detail(`${label} 活期`, amount)]
  const fixed = Math.floor(amount / 2 / 10_000) * 10_000
  return [detail(`${label} 活期`, amount - fixed), detail('示例银行 一年定期', fixed)]
}

/** What sources say of one person; those that know of homes and cars say it of the household. */
const ofPerson: Record<Source, OfPerson> = {
  household_register: ({ household }) =>
    holding([], [{ label: household.rural ? '农业户口' : '非农业户口', amount: null }]),
  social_insurance: (entry) => {
    const { wage } = entry.person.income
    const { transfer } = entry.person.income
    if (wage === 0 && transfer === 0) return none
    return holding(
      [fact('wage_income', wage), fact('transfer_income', transfer)],
      [
        ...(wage > 0 ? [detail('职工参保，月缴费工资', wage)] : []),
        ...(transfer > 0 ? [detail('养老待遇，每月', transfer)] : []),
      ],
    )
  },
  housing_fund: ({ person }) =>
    amountOf('housing_fund_balance', person.income.wage * 6, [
      detail('个人账户余额', person.income.wage * 6),
    ]),
  tax: (entry) => {
    const wage = wageOf(entry)
    const { business } = entry.person.income
    if (wage === 0 && business === 0) return none
    return holding(
      [fact('wage_income', wage), fact('business_income', business)],
      [
        ...(wage > 0 ? [detail('工资薪金所得，月均', wage)] : []),
        ...(business > 0 ? [detail('经营所得，月均', business)] : []),
      ],
    )
  },
  real_estate: () => none,
  vehicles: () => none,
  company_register: () => none,
  deposits: ({ person, undeclared }) => {
    const amount = person.deposits + undeclared.deposits
    return amountOf('financial_assets', amount, accountsOf(person, amount))
  },
  securities: ({ person }) =>
    amountOf('financial_assets', person.securities, [detail('示例证券 持仓市值', person.securities)]),
  insurance: ({ undeclared }) =>
    amountOf('financial_assets', undeclared.insurance, [
      detail('示例人寿 两全保险现金价值', undeclared.insurance),
    ]),
}

const tenures: Record<Tenure, string> = { owned: '自有', public_rented: '承租公房', private_rented: '租住' }

function homesOf({ home }: CityHousehold): Holding {
  return holding(
    [fact('home_count', home.count), fact('other_premises', 0)],
    [{ label: `${tenures[home.tenure]} ${home.count} 套，共 ${home.area} 平方米`, amount: null }],
  )
}

function vehiclesOf(people: readonly CityPerson[]): Holding {
  const count = people.reduce((sum, { vehicles }) => sum + vehicles, 0)
  return count === 0
    ? none
    : holding([fact('vehicle_count', count)], [{ label: `小型汽车 ${count} 辆`, amount: null }])
}

/** Days by which a source's books lag behind, or the end of the month before. */
const lags: Record<Source, number | 'last month'> = {
  household_register: 0,
  social_insurance: 'last month',
  housing_fund: 'last month',
  tax: 'last month',
  real_estate: 1,
  vehicles: 1,
  company_register: 1,
  deposits: 1,
  securities: 1,
  insurance: 2,
}

/** The day up to which the source's books are kept when it is asked on a day. */
export function asOf(source: Source, asked: string): string {
  const lag = lags[source]
  if (lag === 'last month') return dayText(dayNumber(addMonths(`${asked.slice(0, 7)}-01`, 0)) - 1)
  return dayText(dayNumber(asked) - lag)
}

/** The truth as far as the source knows it. */
export function wordOf(books: Books, source: Source, { body }: Question): Word {
  const found = body.people.map(({ reference, name, identity_number }) => ({
    reference,
    entry: books.find(identity_number, name),
  }))
  const entries = found.flatMap(({ entry }) => (typeof entry === 'object' ? [entry] : []))
  const people = found.map(({ reference, entry }) => ({
    reference,
    // A number that somebody else bears is no record of this person, and no word about him.
    ...(entry === 'other name' ? unknown : entry === undefined ? none : ofPerson[source](entry)),
  }))
  return { as_of: asOf(source, body.as_of), people, household: householdWord(source, entries) }
}

function householdWord(source: Source, entries: readonly Entry[]): Holding | null {
  if (source !== 'household_register' && source !== 'real_estate' && source !== 'vehicles') return null
  const [first] = entries
  if (first === undefined) return none
  const { household } = first
  if (source === 'real_estate') return homesOf(household)
  if (source === 'vehicles') return vehiclesOf(entries.map(({ person }) => person))
  return holding([fact('register_kind', household.rural ? 'rural' : 'urban')])
}

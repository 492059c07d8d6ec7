/** How many people live where: counts kept by the acts that change them, exact at any moment. */
import { registerKeptCount } from '../../platform/kept-counts/index.ts'
import './jobs.ts'
import { correctCounts } from './queries.ts'

export { correctCounts, listResidentsByDivision } from './queries.ts'

registerKeptCount({ name: 'residents', title: '常住人口', correct: ({ tx }) => correctCounts(tx) })

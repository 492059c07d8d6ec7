/** The subsistence standard that holds for a household, from which other programmes are measured too. */
import { article, parameter, when } from '../../engine/index.ts'
import { registerKind } from './facts.ts'

/** What the rules on the standard read. */
export const standardParameters = ['subsistence_standard_urban', 'subsistence_standard_rural'] as const

/** The standard of the household's register, per person and month; the urban one is also the measure of assets. */
export function subsistenceStandard() {
  const urbanStandard = parameter('subsistence_standard_urban', 'money/month')
  const standard = article(
    { document: '社会救助范围和标准的历年通知', article: '城乡的分别' },
    '低保标准',
    when(registerKind.is('rural'))
      .then(parameter('subsistence_standard_rural', 'money/month'))
      .otherwise(urbanStandard),
  )
  return { urbanStandard, standard }
}

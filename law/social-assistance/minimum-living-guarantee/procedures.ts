/** The procedures of 最低生活保障, by the day of acceptance, and how who comes over the standard leaves by degrees. */
import type { GradualExit, ProcedureDefinition } from '../../procedure.ts'
import { householdProcedure2012 } from '../../common/household-procedure-2012.ts'
import { householdProcedure2021 } from '../../common/household-procedure-2021.ts'

const of = { programmeId: 'minimum-living-guarantee', title: '最低生活保障' }

const gradualExit: GradualExit[] = [
  {
    upToMonths: 6,
    from: '2021-07-01',
    onlyFailing: '人均收入低于标准',
    article: { document: 'civil-affairs-2021-57', article: '第三十三条' },
    toVerify: '条文没有写最长几个月，暂按2022年10月20日通知的六个月，待核实',
  },
  {
    upToMonths: 6,
    from: '2022-10-20',
    onlyFailing: '人均收入低于标准',
    article: { document: 'civil-affairs-notice-2022-10-20', article: '渐退期' },
  },
]

export const procedures: readonly ProcedureDefinition[] = [
  householdProcedure2012(of),
  householdProcedure2021({ ...of, gradualExit }),
]

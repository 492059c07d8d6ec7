/** A draft of 低收入家庭救助: as the rules of 2016, and of the wage of who works only a part counts. */
import type { RuleResult } from '../../../../../engine/index.ts'
import { deductFromWage } from '../../../../common/earned-income/index.ts'
import { countIncome } from '../../../../common/income.ts'
import { aidInHardship } from '../../rules.ts'

export const rules = (): RuleResult => aidInHardship((isCounted) => countIncome(isCounted, deductFromWage))

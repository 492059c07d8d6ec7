/** A draft of 最低生活保障: as the rules of 2014, and of the wage of who works only a part counts. */
import type { RuleResult } from '../../../../../engine/index.ts'
import { deductFromWage } from '../../../../common/earned-income/index.ts'
import { countIncome } from '../../../../common/income.ts'
import { guarantee } from '../../rules.ts'

export const rules = (): RuleResult => guarantee((isCounted) => countIncome(isCounted, deductFromWage))

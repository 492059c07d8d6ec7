/** What a household may own: financial assets, cars, homes, premises, study abroad. Several programmes share it. */
import { article, parameter } from '../../engine/index.ts'
import type { Q } from '../../engine/index.ts'
import {
  financialAssets,
  homeCount,
  homesBelowAverageArea,
  otherPremises,
  paidStudyAbroad,
  vehicleCount,
} from './facts.ts'

const assetRules = (name: string) => ({ document: '最低生活保障财产规定', article: name })

/** What the rules on property read. */
export const propertyParameters = ['asset_limit_months', 'home_limit', 'vehicle_limit'] as const

/** Whether `people` may own what they own; the limit of assets goes by the urban standard, in the country too. */
export function checkProperty(
  urbanStandard: Q<'money/month', 'constant'>,
  people: Q<'count', 'household'>,
): { assetLimit: Q<'money', 'household'>; isWithinProperty: Q<'flag', 'household'> } {
  const assetLimit = article(
    assetRules('金融资产'),
    '金融资产限额',
    urbanStandard.forMonths(parameter('asset_limit_months', 'count')).times(people),
  )
  const isWithinAssets = article(
    assetRules('金融资产'),
    '金融资产在限额内',
    financialAssets.isAtMost(assetLimit),
  )
  const hasNoVehicle = article(
    assetRules('机动车'),
    '没有汽车',
    vehicleCount.isAtMost(parameter('vehicle_limit', 'count')),
  )
  const isWithinHomes = article(
    assetRules('住房'),
    '住房不超过一套，或者人均面积低于全市人均',
    homeCount.isAtMost(parameter('home_limit', 'count')).or(homesBelowAverageArea),
  )
  const hasNoPremises = article(assetRules('非居住用房'), '没有非居住用房', otherPremises.not())
  const hasNoStudyAbroad = article(assetRules('自费留学'), '没有人自费留学', paidStudyAbroad.not())
  const isWithinProperty = isWithinAssets
    .and(hasNoVehicle)
    .and(isWithinHomes)
    .and(hasNoPremises)
    .and(hasNoStudyAbroad)
  return { assetLimit, isWithinProperty }
}

/** Who is aided, and how priority groups are told apart. Shared by the three kinds of medical aid. */
import { article, when } from '../../engine/index.ts'
import type { Q } from '../../engine/index.ts'
import { medicalGroup } from './facts.ts'

const local = (name: string) => ({ document: '医疗救助的规定', article: name })

/** Whether the patient belongs to any group that is aided. */
export const isAided = () =>
  article(
    { document: '社会救助暂行办法', article: '第二十八条' },
    '医疗救助对象',
    medicalGroup.is('none').not(),
  )

/** On subsistence, destitute or of a low-income household. */
export const isOfThreeGroups = () =>
  article(
    local('救助对象'),
    '低保、特困或者低收入家庭的人员',
    medicalGroup.isOneOf('subsistence', 'destitute', 'low_income'),
  )

/** Of the cared-for groups, whichever of the three ratios applies. */
export const isPriority = () =>
  article(
    local('优抚对象'),
    '优抚对象',
    medicalGroup.isOneOf('priority_first', 'priority_second', 'priority_third'),
  )

/** The amount of a priority patient's own rank, else what others get. */
export const byPriority = (
  label: string,
  of: Readonly<Record<'first' | 'second' | 'third' | 'others', Q<'money', 'person'>>>,
): Q<'money', 'person'> =>
  article(
    local('优抚对象'),
    label,
    when(medicalGroup.is('priority_first'))
      .then(of.first)
      .when(medicalGroup.is('priority_second'))
      .then(of.second)
      .when(medicalGroup.is('priority_third'))
      .then(of.third)
      .otherwise(of.others),
  )

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { articleNumber } from './describe.ts'
import { example } from './example.ts'
import { describe } from './index.ts'

test('the rules read as Chinese, article by article, with the values of the day', () => {
  const { articles, document, from, to } = describe(example, '2017-09-01', '120101')
  assert.equal(document, '示例办法（2017）')
  assert.deepEqual([from, to], ['2017-06-01', '2018-01-01'])
  assert.deepEqual(
    articles.map(({ article, label, text }) => `${article} ${label}：${text}`),
    [
      '第五条 符合条件：「人均收入低于保障标准」，并且「金融资产不超过上限」，并且「没有机动车（重度残疾人家庭除外）」',
      '第六条 计入的月收入（在校学生不计）：在校学生，并且（按出生日期计算的周岁低于25）的，为0元；否则，月收入',
      '第七条 重度残疾：残疾等级为重度',
      '第八条 金融资产上限：保障标准（860元/月）乘以金融资产上限月数（24）乘以家庭成员人数',
      '第八条 金融资产不超过上限：家庭金融资产不高于「金融资产上限」',
      '第八条 没有机动车（重度残疾人家庭除外）：不是（有机动车），或者有家庭成员符合「重度残疾」',
      '第九条 家庭月人均收入：全体家庭成员「计入的月收入（在校学生不计）」之和除以家庭成员人数',
      '第十条 人均收入低于保障标准：「家庭月人均收入」低于保障标准（860元/月）',
      '第十一条 每人每月补差：（保障标准（860元/月）减「家庭月人均收入」）（不足0元的按0元），四舍五入到分',
      '第十二条 分类施保金：保障标准（860元/月）乘以分类施保比例（30%）乘以符合（「重度残疾」，或者（按出生日期计算的周岁不低于70））的家庭成员人数，舍去尾数到元',
      '第十三条 月保障金：「符合条件」的，为「每人每月补差」乘以家庭成员人数加「分类施保金」；否则，0元',
    ],
  )
})

test('articles are ordered by their Chinese numbers', () => {
  assert.deepEqual(
    ['第九条', '第十条', '第二十一条', '第一百零三条', '第12条'].map(articleNumber),
    [9, 10, 21, 103, 12],
  )
})

/**
 * Names: common surnames by rough frequency, and given-name characters by the fashion of the years of birth.
 * A few people get rare characters, because fonts, searches and prints must bear them.
 */
import { weighted } from './random.ts'
import type { Random } from './random.ts'
import type { Sex } from './identity.ts'

const SURNAMES =
  '王72 张68 李66 刘56 陈34 杨31 赵30 孙24 周18 吴16 徐16 马14 朱13 高13 郭13 胡11 林9 何9 宋9 韩9 梁8 于8 董7 郑7 罗6 谢6 唐6 许6 冯6 邓5 曹5 彭5 曾4 萧4 田6 袁4 潘4 蒋4 蔡4 余4 杜5 叶3 程4 苏4 魏5 吕4 丁4 任5 沈4 姚4 卢3 姜4 崔5 钟3 谭3 陆3 汪3 范4 金4 石4 廖2 贾5 夏3 韦2 付4 方3 白3 邹3 孟4 熊2 秦3 邱2 江2 尹3 薛3 闫4 段3 雷2 侯4 龙2 史4 陶2 黎2 贺2 顾2 毛2 郝4 龚2 邵3 万2 钱2 严2 覃1 武3 戴3 莫1 孔3 向1 汤2 穆2 安3 常3 康2 边1 祁1 欧阳1 司徒1'

const GIVEN: Record<Sex, readonly (readonly [from: number, single: string, pairs: string])[]> = {
  male: [
    [
      1900,
      '德 福 祥 林 山 海 森 文 武 忠 义 荣 贵 才 全 瑞',
      '德福 永福 长林 玉山 宝山 文才 金贵 凤山 春林 振华 士林 树森 连生 玉林 德全 兆祥 国祥 庆祥 洪义 长海',
    ],
    [
      1950,
      '强 军 勇 刚 平 明 伟 杰 斌 峰 健 涛 辉 亮',
      '志强 建国 建华 国强 国庆 志刚 志勇 卫东 卫国 建军 建民 洪军 永强 文革 跃进 宝生 金生 学军 维民 春生',
    ],
    [
      1975,
      '伟 涛 磊 鹏 超 斌 凯 亮 杰 波 浩 鑫 宁 飞 龙 阳 帅',
      '志鹏 海涛 晓东 晓明 振宇 文博 俊杰 建伟 永亮 立新 东旭 世杰 少华 金龙 春雷 学峰',
    ],
    [
      2000,
      '轩 睿 昊 博 晨 宇 泽 铭 瑞 航 硕',
      '子轩 浩然 梓豪 宇航 子涵 一鸣 俊熙 博文 泽宇 佳豪 天佑 皓轩 嘉祺 宇轩 奕辰',
    ],
  ],
  female: [
    [
      1900,
      '兰 英 芬 珍 华 芳 琴 荣 贞 敏 霞',
      '桂兰 秀英 桂英 玉兰 秀兰 淑珍 桂芬 淑兰 秀珍 玉珍 凤兰 凤英 玉英 桂珍 淑英 素珍 淑琴 桂荣 玉梅 秀芬',
    ],
    [
      1950,
      '红 敏 静 丽 艳 芳 霞 萍 玲 娟 梅 英 燕',
      '淑芬 丽华 丽娟 秀红 秀梅 金凤 建华 凡霞 春梅 玉红 桂红 俊英 雅琴 美玲 宝霞 学芬 志红 丽萍 秀丽 金玲',
    ],
    [
      1975,
      '静 婷 娜 丹 蕾 倩 雪 悦 莹 颖 琳 洁 晶 晨 欣 楠 薇',
      '雪梅 晓燕 海燕 晓红 文静 雅静 婷婷 丽丽 思雨 春燕 佳佳 晓慧 美娜 立娜 玉洁 艳丽',
    ],
    [
      2000,
      '萱 涵 琪 瑶 怡 彤 妍 蕊 可 诺',
      '梓涵 欣怡 诗涵 雨桐 可馨 子萱 一诺 佳怡 思琪 雨萱 梦琪 语嫣 若曦 紫涵 依诺',
    ],
  ],
}

/** Characters beyond the common fonts and input methods; 𠮷 lies outside the basic plane. */
const RARE = '𠮷 䶮 喆 堃 昇 珺 𬭎 㛃 頔 垚'.split(' ')

const surnameAt = weighted(
  SURNAMES.split(' ').map((entry) => [entry.replace(/\d+/, ''), Number(/\d+/.exec(entry)?.[0])] as const),
)
const LISTS = {
  male: GIVEN.male.map(([from, single, pairs]) => ({
    from,
    single: single.split(' '),
    pairs: pairs.split(' '),
  })),
  female: GIVEN.female.map(([from, single, pairs]) => ({
    from,
    single: single.split(' '),
    pairs: pairs.split(' '),
  })),
}

export function surname(random: Random): string {
  return surnameAt(random.fraction())
}

/** A given name in the fashion of the year of birth; one in 400 has a rare character. */
export function givenName(random: Random, sex: Sex, year: number): string {
  const lists = LISTS[sex]
  let list = lists[0] as (typeof lists)[number]
  for (const candidate of lists) if (candidate.from <= year) list = candidate
  if (random.chance(1 / 400)) return random.pick(RARE)
  if (random.chance(0.28)) return random.pick(list.single)
  if (random.chance(0.55)) return random.pick(list.pairs)
  const first = random.pick(list.pairs)
  return first.charAt(0) + random.pick(list.single)
}

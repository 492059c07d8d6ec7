/** Nationalities, GB/T 3304: the place in the list is the code. */
const NAMES =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'.split(
    ' ',
  )

/** `01` for 汉, 汉族 or 01; undefined when there is none of that name. */
export function nationalityCode(text: string): string | undefined {
  if (/^\d{1,2}$/.test(text)) {
    const number = Number(text)
    return (number >= 1 && number <= 56) || number === 97 || number === 98 ? text.padStart(2, '0') : undefined
  }
  const at = NAMES.indexOf(text.replace(/族$/, ''))
  return at < 0 ? undefined : String(at + 1).padStart(2, '0')
}

/**
 * The first six digits of an identity number: the county-level division where it was first issued. A number keeps
 * its prefix for life, so divisions that ended stay valid here.
 */

/** Provinces, GB/T 2260; 83 is on residence permits of people from Taiwan. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
)

const TIANJIN_TODAY = '01 02 03 04 05 06 10 11 12 13 14 15 16 17 18 19'
/** 塘沽, 汉沽, 大港. */
const TIANJIN_FORMER_DISTRICTS = '07 08 09'
/** 宁河, 武清, 静海, 宝坻, 蓟县; 武清 and 宝坻 became districts before the others (codes recalled, 待核实). */
const TIANJIN_FORMER_COUNTIES = '21 22 23 24 25'

const TIANJIN = new Set([
  ...`${TIANJIN_TODAY} ${TIANJIN_FORMER_DISTRICTS}`.split(' ').map((end) => `1201${end}`),
  ...TIANJIN_FORMER_COUNTIES.split(' ').map((end) => `1202${end}`),
])

/**
 * Whether an identity number may begin with these six digits. The own city is known exactly; of other provinces
 * the province alone is checked, because their former counties are not in this register.
 */
export function isIssuingDivision(prefix: string): boolean {
  if (prefix.startsWith('12')) return TIANJIN.has(prefix)
  return PROVINCES.has(prefix.slice(0, 2)) && prefix.slice(2) !== '0000'
}

/** What notices and screens show of a person: enough to recognise oneself, too little to find somebody. */

/** 张*: the first character, whatever the length. Rare characters of two code units stay whole. */
export function maskName(name: string): string {
  const [first] = name
  return first === undefined ? '' : `${first}*`
}

/** 120***********1234: first three and last four of eighteen. */
export function maskIdentityNumber(number: string): string {
  return number.length < 8 ? '*'.repeat(number.length) : keepEnds(number, 3, 4)
}

/** 138****0000; shorter numbers keep their last two digits. */
export function maskTelephone(telephone: string): string {
  const digits = telephone.replaceAll(/\D/g, '')
  return digits.length >= 11 ? keepEnds(digits, 3, 4) : keepEnds(digits, 0, Math.min(2, digits.length))
}

/** **** **** 1234: a bank account keeps its last four digits. */
export function maskBankAccount(number: string): string {
  return keepEnds(number, 0, Math.min(4, number.length))
}

function keepEnds(text: string, head: number, tail: number): string {
  const hidden = Math.max(text.length - head - tail, 0)
  return text.slice(0, head) + '*'.repeat(hidden) + text.slice(text.length - tail)
}

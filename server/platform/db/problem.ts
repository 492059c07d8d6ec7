/** Why the house cannot start, in one line of Chinese and English; the doors print it and leave with code 1. */
export class StartRefused extends Error {
  constructor(chinese: string, english: string) {
    super(`${chinese} / ${english}`)
    this.name = 'StartRefused'
  }
}

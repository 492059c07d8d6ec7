/** At least 32 bytes that do not look made up by hand, in base64, base64url or hex. */
export function isStrongSecret(text: string): boolean {
  const bytes = /^[0-9a-f]+$/i.test(text) ? text.length / 2 : (text.replace(/=+$/, '').length * 3) / 4
  return /^[A-Za-z0-9+/_-]+=*$/.test(text) && Math.floor(bytes) >= 32 && new Set(text).size >= 12
}

/** A name that is safe on every disk and in every header, with the ending that its content deserves. */

/** At most 200 characters; without folders, control and direction marks, and characters that disks refuse. */
export function cleanFileName(given: string, extension: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? ''
  const clean = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*%;]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const stem = clean.replace(/\.[A-Za-z0-9]{1,8}$/, '')
  const room = 200 - extension.length - 1
  return `${Array.from(stem === '' ? '文件' : stem)
    .slice(0, room / 2)
    .join('')}.${extension}`
}

/** The header that names a download; `inline` only for what browsers show without running it. */
export function contentDisposition(name: string, media_type: string): string {
  const shown = media_type.startsWith('image/') || media_type === 'application/pdf'
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${shown ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/** Times of a phone's clock as people read them. Pure. */

const two = (number: number) => String(number).padStart(2, '0')

/** Machine milliseconds → `10:42:16` on this phone. */
export function clockText(milliseconds: number): string {
  const date = new Date(milliseconds)
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

/** Seconds that the server is ahead → `慢 37 分钟`; what the phone is. */
export function differenceText(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60)
  const size =
    minutes < 120
      ? `${minutes} 分钟`
      : minutes < 48 * 60
        ? `${Math.round(minutes / 60)} 小时`
        : `${Math.round(minutes / 1440)} 天`
  return `${size}（手机${seconds > 0 ? '慢' : '快'}）`
}

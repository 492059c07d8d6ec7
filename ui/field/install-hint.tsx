/** How to put the page beside the other apps, where the browser lets one. */
import { useSyncExternalStore } from 'react'
import { Button } from '../design/index.ts'
import { useWorker } from './worker/registration.ts'

type InstallEvent = Event & { prompt: () => Promise<unknown> }

let offered: InstallEvent | undefined
const listeners = new Set<() => void>()
const changed = () => listeners.forEach((listener) => listener())

window.addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault()
  offered = event as InstallEvent
  changed()
})
window.addEventListener('appinstalled', () => {
  offered = undefined
  changed()
})

const useOffer = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => offered,
  )

export function InstallHint() {
  const offer = useOffer()
  const { ready } = useWorker()
  const installed = matchMedia('(display-mode: standalone)').matches
  if (installed) return null
  const isApple = /iPhone|iPad/.test(navigator.userAgent)
  return (
    <section className="visit-block" aria-labelledby="install">
      <h2 id="install">放到手机桌面</h2>
      <p className="second">
        {ready ? '这一页没有网络也能打开。' : '正在存这一页，存好后没有网络也能打开。'}
        {isApple
          ? '点浏览器的“分享”，再点“添加到主屏幕”。'
          : offer === undefined
            ? '在浏览器菜单里点“添加到主屏幕”或“安装应用”，下次从桌面打开。'
            : '装好以后从桌面打开，和别的应用一样。'}
      </p>
      {offer !== undefined && <Button onClick={() => void offer.prompt()}>装到桌面</Button>}
    </section>
  )
}

/** A signature by finger, kept as soon as the finger rests: nobody has to press a button after it. */
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../design/index.ts'
import type { PhotoRef } from './types.ts'
import { usePhotoAddress } from './use-photo.ts'
import { deletePhotos, keepPhoto } from './vault/vault.ts'

/** Milliseconds without a stroke after which a signature is whole. */
const rest = 600

type Props = {
  label: string
  visit_id: string
  value: PhotoRef | null
  onChange: (value: PhotoRef | null) => void
  saved: boolean
}

export function SignatureField({ label, visit_id, value, onChange, saved }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawing = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** Made on this canvas, which therefore shows it. */
  const [own, setOwn] = useState<PhotoRef>()
  /** The disk did not take the last one. */
  const [refused, setRefused] = useState(false)
  const address = usePhotoAddress(value?.photo_id === own?.photo_id ? null : value)
  useEffect(() => () => clearTimeout(timer.current), [])
  const point = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const scale = event.currentTarget.width / box.width
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale] as const
  }
  const start = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = event.currentTarget.getContext('2d')
    if (!pen) return
    clearTimeout(timer.current)
    drawing.current = true
    event.currentTarget.setPointerCapture(event.pointerId)
    pen.lineWidth = 5
    pen.lineCap = 'round'
    pen.lineJoin = 'round'
    pen.beginPath()
    pen.moveTo(...point(event))
  }
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = event.currentTarget.getContext('2d')
    if (!drawing.current || !pen) return
    pen.lineTo(...point(event))
    pen.stroke()
  }
  const end = () => {
    if (!drawing.current) return
    drawing.current = false
    timer.current = setTimeout(
      () => canvas.current?.toBlob((blob) => blob && void keep(blob), 'image/png'),
      rest,
    )
  }
  const keep = async (blob: Blob) => {
    const kept = await keepPhoto(visit_id, { name: label, blob }).catch(() => undefined)
    setRefused(kept === undefined)
    if (kept === undefined) return
    setOwn(kept)
    onChange(kept)
    if (own !== undefined) await deletePhotos([own.photo_id])
  }
  const again = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, canvas.current.width, canvas.current.height)
    setOwn(undefined)
    setRefused(false)
    if (value !== null) void deletePhotos([value.photo_id])
    onChange(null)
  }
  return (
    <div className="field">
      <div className="field-head">
        <span className="field-label">{label}</span>
        {value !== null && saved && <span className="field-saved">已存</span>}
      </div>
      <div className="signature">
        {address === undefined ? (
          <canvas
            ref={canvas}
            width={720}
            height={240}
            aria-label={`${label}处，用手指书写`}
            role="img"
            onPointerDown={start}
            onPointerMove={move}
            onPointerUp={end}
            onPointerCancel={end}
          />
        ) : (
          <img src={address} alt={label} />
        )}
        {value !== null && <Button onClick={again}>重签</Button>}
      </div>
      {refused && (
        <p className="field-error" role="alert">
          手机存不下了，签字没有存。请先删掉手机里不用的照片、视频，再签一次
        </p>
      )}
    </div>
  )
}

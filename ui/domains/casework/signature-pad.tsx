/** A signature by finger or mouse, as a small picture. Who cannot sign leaves it out; the visitors say why. */
import { type PointerEvent, useEffect, useMemo, useRef } from 'react'
import { Button } from '../../design/index.ts'

export function SignaturePad({
  value,
  onChange,
}: {
  value: Blob | null
  onChange: (value: Blob | null) => void
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawing = useRef(false)
  const shown = useMemo(() => (value === null ? undefined : URL.createObjectURL(value)), [value])
  useEffect(() => () => (shown === undefined ? undefined : URL.revokeObjectURL(shown)), [shown])
  const point = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const scale = event.currentTarget.width / box.width
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale] as const
  }
  const start = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = event.currentTarget.getContext('2d')
    if (!pen) return
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
  return (
    <div className="signature">
      {value !== null && shown !== undefined ? (
        <img src={shown} alt="户主签字" />
      ) : (
        <canvas
          ref={canvas}
          width={720}
          height={240}
          aria-label="户主签字处，用手指书写"
          role="img"
          onPointerDown={start}
          onPointerMove={move}
          onPointerUp={() => {
            drawing.current = false
          }}
        />
      )}
      <div className="row">
        {value === null ? (
          <Button
            onClick={() =>
              canvas.current?.toBlob((blob) => {
                if (blob) onChange(blob)
              }, 'image/png')
            }
          >
            用这个签字
          </Button>
        ) : (
          <Button onClick={() => onChange(null)}>重签</Button>
        )}
      </div>
    </div>
  )
}

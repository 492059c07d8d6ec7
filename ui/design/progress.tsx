import { countText } from './money-text.ts'
import './progress.css'

/** Long work: what is being done and how far it is; `total` undefined while it is not known. */
export function Progress(props: {
  label: string
  done: number
  total?: number
  countWord?: string
  note?: string
}) {
  const { label, done, total, countWord = '条', note } = props
  return (
    <div className="progress">
      <div>
        <span>{label}</span>
        <span className="second">
          {total === undefined
            ? `已做 ${countText(done)} ${countWord}`
            : `${countText(done)} / ${countText(total)} ${countWord}`}
        </span>
      </div>
      <progress aria-label={label} value={total === undefined ? undefined : done} max={total} />
      {note !== undefined && <p className="second">{note}</p>}
    </div>
  )
}

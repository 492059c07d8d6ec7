import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { LightShape, type LightState } from './light.tsx'
import { TextLink } from './text-link.tsx'
import './stat-figure.css'

type StatFigureProps = {
  /** Already written: 149,337. */
  number: string
  /** 人, 户, 万元. */
  unit: string
  /** 在保人数. */
  label: string
  /** Its base: 每千常住人口 11.0. */
  base?: ReactNode
  /** Calm by default; only what is near or past its date is lit. */
  light?: Exclude<LightState, 'normal'>
  /** One click back to the records that it counts. */
  path?: string
}

/** One number with unit, name and base. */
export function StatFigure({ number, unit, label, base, light, path }: StatFigureProps) {
  return (
    <div className="stat-figure">
      <span className={classNames('stat-figure-number', light && `light-${light}`)}>
        {light && (
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <LightShape state={light} />
          </svg>
        )}
        {number}
        <small>{unit}</small>
      </span>
      <span className="second">
        {path === undefined ? label : <TextLink to={path}>{label}</TextLink>}
        {base !== undefined && <span className="stat-figure-base">{base}</span>}
      </span>
    </div>
  )
}

/** At most four in a row. */
export function StatFigures({ children }: { children: ReactNode }) {
  return <div className="stat-figures">{children}</div>
}

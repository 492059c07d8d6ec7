/** What every chart has: the finding as its title, measure and unit, the source, and its table one click away. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from './button.tsx'
import './chart.css'

/** Colours that survive colour blindness; gain is teal, loss ochre. */
export type Tone = 'teal' | 'ochre' | 'blue' | 'plum' | 'grey'

type ChartFrameProps = {
  /** The finding: 4月提标，月发放升 1,179 万元. */
  title: string
  /** 全市月发放，万元. */
  measure: string
  /** 来源：低保登记、发放台账，截至 2017年8月31日. */
  source?: string
  table: { head: string[]; rows: string[][] }
  children: ReactNode
}

export function ChartFrame({ title, measure, source, table, children }: ChartFrameProps) {
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className="chart">
      <figcaption>
        <h2>{title}</h2>
        <div className="chart-head second">
          <span>{measure}</span>
          <Button kind="link" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? '看图' : '看数据表'}
          </Button>
        </div>
      </figcaption>
      {asTable ? (
        <div className="chart-values">
          <table>
            <thead>
              <tr>
                {table.head.map((cell) => (
                  <th key={cell} scope="col">
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <tr key={row[0]}>
                  {row.map((cell, index) =>
                    index === 0 ? (
                      <th key={cell} scope="row">
                        {cell}
                      </th>
                    ) : (
                      <td key={index}>{cell}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        children
      )}
      {source !== undefined && <p className="second">{source}</p>}
    </figure>
  )
}

/** Width of an element in CSS pixels, so that chart text keeps its size, and what that size is: large type has a larger one. */
export function useWidth(first: number) {
  const element = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(first)
  const [letter, setLetter] = useState(12)
  useEffect(() => {
    if (!element.current) return
    const observer = new ResizeObserver((entries) => {
      const next = entries[0]?.contentRect.width
      if (next) setWidth(Math.round(next))
      const text = element.current?.querySelector('text')
      if (text) setLetter(parseFloat(getComputedStyle(text).fontSize))
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return { element, width, letter }
}

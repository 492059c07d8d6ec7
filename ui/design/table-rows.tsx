/** Head, body and skeleton of DataTable; keys ↑ ↓ Home End move, Enter opens, space ticks. */
import type { KeyboardEvent, MouseEvent } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { Column, DataTableProps, Selection, Sort } from './table-types.ts'

function cellClass<Row>(column: Column<Row>): string {
  return classNames(column.align === 'end' && 'table-end', column.wrap && 'table-wrap')
}

export function TableHead<Row>(props: {
  columns: Column<Row>[]
  sort?: Sort | undefined
  onSort?: ((sort: Sort) => void) | undefined
  selection?: Selection | undefined
  keys: string[]
}) {
  const { columns, sort, onSort, selection, keys } = props
  const selectedHere = keys.filter((key) => selection?.keys.has(key)).length
  return (
    <thead>
      <tr>
        {selection && (
          <th className="table-check" scope="col">
            <label>
              <span className="visually-hidden">勾选本页全部</span>
              <input
                type="checkbox"
                className="check"
                checked={keys.length > 0 && selectedHere === keys.length}
                ref={(element) => {
                  if (element) element.indeterminate = selectedHere > 0 && selectedHere < keys.length
                }}
                onChange={(event) => {
                  const next = new Set(selection.keys)
                  for (const key of keys) {
                    if (event.target.checked) next.add(key)
                    else next.delete(key)
                  }
                  selection.onChange(next)
                }}
              />
            </label>
          </th>
        )}
        {columns.map((column) => {
          const sorted = sort?.key === column.key ? sort.direction : undefined
          const title = column.unit === undefined ? column.title : `${column.title} (${column.unit})`
          return (
            <th key={column.key} scope="col" className={cellClass(column)} aria-sort={sorted}>
              {column.sortable && onSort ? (
                <button
                  type="button"
                  className="table-sort"
                  onClick={() =>
                    onSort({
                      key: column.key,
                      direction: sorted === 'ascending' ? 'descending' : 'ascending',
                    })
                  }
                >
                  {title}
                  {sorted && <Icon name={sorted === 'ascending' ? 'up' : 'down'} size={12} weight={2.5} />}
                </button>
              ) : (
                title
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

function moveFocus(event: KeyboardEvent<HTMLTableRowElement>): boolean {
  const row = event.currentTarget
  const target =
    event.key === 'ArrowDown'
      ? row.nextElementSibling
      : event.key === 'ArrowUp'
        ? row.previousElementSibling
        : event.key === 'Home'
          ? row.parentElement?.firstElementChild
          : event.key === 'End'
            ? row.parentElement?.lastElementChild
            : undefined
  if (target === undefined) return false
  if (target instanceof HTMLElement) target.focus()
  return true
}

export function TableBody<Row>(props: DataTableProps<Row> & { rows: Row[] }) {
  const { columns, rows, rowKey, rowName, onOpen, selection } = props
  const toggle = (key: string) => {
    if (!selection) return
    const next = new Set(selection.keys)
    if (!next.delete(key)) next.add(key)
    selection.onChange(next)
  }
  return (
    <tbody>
      {rows.map((row, index) => {
        const key = rowKey(row)
        const interactive = onOpen !== undefined || selection !== undefined
        return (
          <tr
            key={key}
            tabIndex={interactive ? (index === 0 ? 0 : -1) : undefined}
            className={classNames(onOpen !== undefined && 'table-open')}
            aria-selected={selection ? selection.keys.has(key) : undefined}
            onClick={(event: MouseEvent) => {
              if ((event.target as Element).closest('a, button, label, input') === null) onOpen?.(row)
            }}
            onKeyDown={(event) => {
              if (event.target !== event.currentTarget) return
              if (event.key === 'Enter') onOpen?.(row)
              else if (event.key === ' ' && selection) toggle(key)
              else if (!moveFocus(event)) return
              event.preventDefault()
            }}
          >
            {selection && (
              <td className="table-check">
                <label>
                  <span className="visually-hidden">勾选{rowName(row)}</span>
                  <input
                    type="checkbox"
                    className="check"
                    tabIndex={-1}
                    checked={selection.keys.has(key)}
                    onChange={() => toggle(key)}
                  />
                </label>
              </td>
            )}
            {columns.map((column) => (
              <td key={column.key} className={cellClass(column)}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        )
      })}
    </tbody>
  )
}

/** Rows of the final height while the data is on its way. */
export function TableSkeleton({ columns, count }: { columns: number; count: number }) {
  return (
    <tbody className="table-skeleton" aria-hidden="true">
      {Array.from({ length: count }, (_, row) => (
        <tr key={row}>
          {Array.from({ length: columns }, (_, column) => (
            <td key={column} />
          ))}
        </tr>
      ))}
    </tbody>
  )
}

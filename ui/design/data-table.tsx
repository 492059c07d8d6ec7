/** The one table of lists: sticky head, rows of 40, keyboard, selection, columns chosen, paging, export. */
import { classNames } from './class-names.ts'
import { Button } from './button.tsx'
import { ColumnChoice, useColumnChoice } from './column-choice.tsx'
import { ErrorNotice } from './error-notice.tsx'
import { ExportButton } from './export-button.tsx'
import { countText } from './money-text.ts'
import { TableBody, TableHead, TableSkeleton } from './table-rows.tsx'
import type { DataTableProps, TablePage } from './table-types.ts'
import './table.css'

function Paging({ page, countWord }: { page: TablePage; countWord: string }) {
  const { offset, limit, total, onPage } = page
  const next = offset + limit
  return (
    <nav aria-label="翻页">
      {offset > 0 && (
        <Button kind="link" onClick={() => onPage(Math.max(0, offset - limit))}>
          上一页
        </Button>
      )}
      {next < total && (
        <Button kind="link" onClick={() => onPage(next)}>
          下一页 {countText(next + 1)}–{countText(Math.min(next + limit, total))} {countWord}
        </Button>
      )}
    </nav>
  )
}

function TableFoot<Row>(props: DataTableProps<Row>) {
  const { page, rows, countWord = '件', note, selection, onOpen } = props
  const count = rows?.length ?? 0
  return (
    <div className="table-foot">
      <span aria-live="polite">
        {rows === undefined
          ? '正在取数'
          : page && page.total > count
            ? `第 ${countText(page.offset + 1)}–${countText(page.offset + count)} ${countWord}，共 ${countText(page.total)} ${countWord}`
            : `共 ${countText(count)} ${countWord}`}
        {note !== undefined && `　${note}`}
      </span>
      {(onOpen !== undefined || selection !== undefined) && (
        <span className="table-keys">
          ↑ ↓ 换行{onOpen !== undefined && '　Enter 打开'}
          {selection !== undefined && '　空格 勾选'}
        </span>
      )}
      {page && <Paging page={page} countWord={countWord} />}
    </div>
  )
}

function TableTools<Row>(props: DataTableProps<Row> & { hidden: string[]; onToggle: (key: string) => void }) {
  const { tools, columnsKey, exportPath, exportCount, onExport, page, rows, countWord = '件' } = props
  const ends = [columnsKey, exportPath, onExport].some((each) => each !== undefined)
  if (tools === undefined && !ends) return null
  const exported = `导出 ${countText(exportCount ?? page?.total ?? rows?.length ?? 0)} ${countWord}`
  return (
    <div className="table-tools">
      {tools}
      <div className="table-tools-end">
        {columnsKey !== undefined && (
          <ColumnChoice columns={props.columns} hidden={props.hidden} onToggle={props.onToggle} />
        )}
        {exportPath !== undefined && (
          <a className="button button-plain" href={exportPath} download>
            {exported}
          </a>
        )}
        {onExport !== undefined && <ExportButton label={exported} onExport={onExport} />}
      </div>
    </div>
  )
}

/** See `DataTableProps`. Errors and the empty state take the rows' place; the tools stay. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, rowKey, selection, error, caption } = props
  const choice = useColumnChoice(props.columns, props.columnsKey)
  const columns = choice.shown
  const failed = error !== undefined && error !== null
  const hasTotals = columns.some((column) => column.total !== undefined)
  return (
    <div className={classNames('table-frame', props.look === 'plain' && 'table-plain')}>
      <TableTools {...props} hidden={choice.hidden} onToggle={choice.toggle} />
      {selection && selection.keys.size > 0 && (
        <div className="table-selected" role="group" aria-label="已勾选">
          <strong>
            已勾选 {countText(selection.keys.size)} {props.countWord ?? '件'}
          </strong>
          {selection.acts}
          <Button kind="link" onClick={() => selection.onChange(new Set())}>
            取消勾选
          </Button>
        </div>
      )}
      {failed ? (
        <ErrorNotice error={error} retry={props.retry} />
      ) : rows?.length === 0 ? (
        <div className="table-scroll">{props.empty}</div>
      ) : (
        <div
          className={classNames('table-scroll', props.tall && 'table-scroll-tall')}
          aria-busy={rows === undefined}
          role="region"
          aria-label={caption}
          // Reachable by keyboard for scrolling where no row takes the focus.
          tabIndex={props.onOpen || selection ? -1 : 0}
        >
          <table className="table">
            <caption className="visually-hidden">{caption}</caption>
            <TableHead
              columns={columns}
              sort={props.sort}
              onSort={props.onSort}
              selection={selection}
              keys={(rows ?? []).map(rowKey)}
            />
            {rows === undefined ? (
              <TableSkeleton
                columns={columns.length + (selection ? 1 : 0)}
                count={Math.min(props.page?.limit ?? 10, 20)}
              />
            ) : (
              <TableBody {...props} columns={columns} rows={rows} />
            )}
            {hasTotals && rows !== undefined && (
              <tfoot>
                <tr>
                  {selection && <td />}
                  {columns.map((column) => (
                    <td key={column.key} className={column.align === 'end' ? 'table-end' : undefined}>
                      {column.total}
                    </td>
                  ))}
                </tr>
              </tfoot>
            )}
          </table>
        </div>
      )}
      {!failed && (props.look !== 'plain' || props.page) && <TableFoot {...props} />}
    </div>
  )
}

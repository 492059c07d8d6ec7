/**
 * The files that go to the bank and come back: UTF-8 text with commas, one line a payment. No bank's own format was
 * read, so this one is ours; a bank with another gets a writer and a reader of its own here.
 */

export const outFileHead = '发放编号,户名,账号,开户行,金额（元）,用途'
export const returnFileHead = '发放编号,结果,原因'

export type ReturnLine = { payroll_line_id: string; paid: boolean; reason: string | null }
export type ReturnFileError = { row: number; message: string }

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Reads a return file: `发放编号,结果,原因`, result 成功 or 失败. Every line is read; each bad one is named by its
 * row, counted as the bank's program shows them (the head is row 1). Nothing is guessed.
 */
export function parseReturnFile(text: string): { lines: ReturnLine[]; errors: ReturnFileError[] } {
  const rows = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const lines: ReturnLine[] = []
  const errors: ReturnFileError[] = []
  if (rows[0]?.trim() !== returnFileHead) {
    return { lines, errors: [{ row: 1, message: `表头须为“${returnFileHead}”` }] }
  }
  const seen = new Set<string>()
  for (const [index, row] of rows.entries()) {
    if (index === 0 || row.trim() === '') continue
    const line = parseReturnLine(row)
    if (typeof line === 'string') errors.push({ row: index + 1, message: line })
    else if (seen.has(line.payroll_line_id)) errors.push({ row: index + 1, message: '发放编号重复' })
    else {
      seen.add(line.payroll_line_id)
      lines.push(line)
    }
  }
  if (lines.length === 0 && errors.length === 0) errors.push({ row: 1, message: '文件中没有明细' })
  return { lines, errors }
}

function parseReturnLine(row: string): ReturnLine | string {
  const cells = row.split(',').map((cell) => cell.trim())
  const [id = '', result = '', reason = ''] = cells
  if (cells.length > 3) return '列数不对，应为三列'
  if (!uuidPattern.test(id)) return '发放编号不是本系统的编号'
  if (result === '成功') return { payroll_line_id: id, paid: true, reason: null }
  if (result !== '失败') return '结果须为“成功”或“失败”'
  if (reason === '') return '失败的须写明原因'
  return { payroll_line_id: id, paid: false, reason: reason.slice(0, 100) }
}

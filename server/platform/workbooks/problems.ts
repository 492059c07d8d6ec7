import { defineProblems } from '../problems/index.ts'

export const problem = defineProblems({
  workbook_unreadable: {
    status: 422,
    title: '读不出这份 Excel 文件',
    advice: '请用模板填写，另存为 .xlsx 后再上传。',
  },
  workbook_too_long: { status: 422, title: '文件行数过多', advice: '请分成几份上传。' },
})

import { defineProblems } from '../../platform/problems/index.ts'

export const problem = defineProblems({
  import_file_missing: { status: 422, title: '没有收到文件', advice: '请选择填好的 Excel 模板后上传。' },
  import_file_wrong: {
    status: 422,
    title: '不是 Excel 文件',
    advice: '请用模板填写，另存为 .xlsx 后再上传。',
  },
  import_running: { status: 409, title: '导入尚未结束', advice: '请等导入完成后再下载错误文件。' },
  import_once: {
    status: 409,
    title: '同一文件正在导入',
    advice: '请刷新页面查看进度。',
    constraints: ['household_import_once'],
  },
})

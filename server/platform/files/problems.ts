import { defineProblems } from '../problems/index.ts'

export const problem = defineProblems({
  file_missing: { status: 400, title: '没有文件', advice: '请选择要上传的文件。' },
  file_type_refused: {
    status: 415,
    title: '不支持的文件类型',
    advice: '可以上传 JPG、PNG、WebP 图片，PDF，以及 Word（docx）、Excel（xlsx）文件；类型以文件内容为准。',
  },
})

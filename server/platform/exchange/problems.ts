import { defineProblems } from '../problems/index.ts'

export const problem = defineProblems({
  signature_wrong: {
    status: 401,
    title: '签名不对',
    advice: '请核对共享密钥、签名的时间（相差不超过五分钟）和正文。',
  },
})

import { defineProblems } from '../problems/index.ts'

/** Named so that the overlap of two entries of one code is told as what it is. */
defineProblems({
  dictionary_entry_overlaps: {
    status: 409,
    title: '同一代码在此期间已有说法',
    advice: '请改用更晚的生效日期，或先终止原有说法。',
    constraints: ['dictionary_entry_pkey'],
  },
})

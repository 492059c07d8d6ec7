/** Appeal clocks that every determination carries. The article numbers moved with each revision: 待核实. */
import type { Appeal } from '../procedure.ts'

const reconsideration = 'administrative-reconsideration-law'
const toVerify = '凭记忆，条文待核实'

export const appeal: Appeal = {
  right: { document: 'state-council-order-649', article: '第六十五条' },
  reconsideration: {
    body: '区人民政府或者市民政部门',
    fileWithin: {
      amount: 60,
      unit: 'day',
      article: { document: reconsideration, article: '申请期限' },
      toVerify,
    },
    decideWithin: {
      amount: 60,
      unit: 'day',
      article: { document: reconsideration, article: '决定期限' },
      toVerify,
    },
    summaryWithin: {
      amount: 30,
      unit: 'day',
      article: { document: reconsideration, article: '决定期限' },
      toVerify,
    },
    examineWithin: {
      amount: 5,
      unit: 'working_day',
      article: { document: reconsideration, article: '决定期限' },
      toVerify,
    },
  },
  court: {
    body: '人民法院',
    fileWithin: {
      amount: 6,
      unit: 'month',
      article: { document: 'administrative-litigation-law', article: '起诉期限' },
      toVerify,
    },
  },
}

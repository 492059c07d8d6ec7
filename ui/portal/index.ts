/** 居民门户: what residents and everybody else reach from the root of the site; phone first. */
import type { PageAccess, PageDefinition } from '../shell/page-definition.ts'

const page = (
  path: string,
  title: string,
  access: PageAccess,
  load: PageDefinition['load'],
): PageDefinition => ({ path, title, frame: 'portal', access, load })

export const pages: PageDefinition[] = [
  page('/', '首页', 'public', () => import('./home/home-page.tsx')),
  page('/self-check', '自助测算', 'public', () => import('./self-check/self-check-page.tsx')),
  page('/apply', '申请救助', 'resident', () => import('./apply/programmes-page.tsx')),
  page('/apply/$programme_id', '申请救助', 'resident', () => import('./apply/application-page.tsx')),
  page('/progress', '办件进度', 'resident', () => import('./progress/progress-page.tsx')),
  page('/progress/$case_id', '办件进度', 'resident', () => import('./progress/case-page.tsx')),
  page(
    '/progress/$case_id/decision-notice',
    '告知书',
    'resident',
    () => import('./progress/decision-notice-page.tsx'),
  ),
  page('/progress/$case_id/appeal', '申请复议', 'resident', () => import('./progress/appeal-page.tsx')),
  page('/notices', '公示查询', 'public', () => import('./notices/notices-page.tsx')),
  page('/notices/$notice_id', '公示', 'public', () => import('./notices/notice-page.tsx')),
  page('/outreach/$outreach_id', '您家可能符合', 'resident', () => import('./outreach/outreach-page.tsx')),
  page('/benefits', '我的待遇', 'resident', () => import('./benefits/benefits-page.tsx')),
  page('/benefits/change', '报告家庭变化', 'resident', () => import('./benefits/change-page.tsx')),
  page('/receipts/$receipt_hash', '核对凭据', 'public', () => import('./receipts/receipt-page.tsx')),
  page('/messages', '消息', 'resident', () => import('./messages/messages-page.tsx')),
]

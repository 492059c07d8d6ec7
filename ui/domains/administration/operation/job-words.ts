/** What jobs are called; one without a word is shown by its own name. */
const titles: Record<string, string> = {
  'business_day.run': '逐日办理到期事项',
  'benefits.run_day': '每日办理到期事项',
  'event.handle': '处理事件',
  'audit.seal': '封存审计日志',
  'auth.forget': '清理过期的登录记录',
  'http.forget_answers': '清理过期的提交记录',
  'registries.import_households': '导入家庭',
  'registries.fold_resident_changes': '归并常住人口数',
  'kept_counts.recount': '清点随办随记的数',
}

export const jobTitle = (name: string): string => titles[name] ?? name

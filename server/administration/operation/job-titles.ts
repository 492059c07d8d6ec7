/** What jobs are called, on the page and in its export. */
const titles: Record<string, string> = {
  'audit.seal': '封存审计日志',
  'auth.forget': '清理过期的登录记录',
  'benefits.apply_proposals': '施行批准的标准',
  'benefits.reach_out_after_standard': '标准调整后找人',
  'benefits.read_simulation_snapshot': '读取政策模拟用的登记',
  'benefits.run_day': '每日办理到期事项',
  'business_day.run': '逐日办理到期事项',
  'casework.draw_roster': '编制名册',
  'casework.mind_rosters': '查看名册的回执',
  'event.handle': '处理事件',
  'exchange.mind': '查看对接请求的期限',
  'exchange.send': '送出对接请求',
  'http.forget_answers': '清理过期的提交记录',
  'kept_counts.recount': '清点随办随记的数',
  'registries.fold_resident_changes': '归并常住人口数',
  'registries.import_households': '导入家庭',
}

/** A job of a module that gave no title is called by its own name. */
export const jobTitle = (name: string): string => titles[name] ?? name

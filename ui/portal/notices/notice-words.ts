/** What a notice is called, by who hangs it. */
export const noticeKinds = {
  street: '审核公示',
  district: '审批公示',
  end: '停发公示',
} as const

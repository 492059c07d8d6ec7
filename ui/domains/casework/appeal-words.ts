/** What an appeal can end with. */
export const decisionWords = { upheld: '维持', changed: '变更', revoked: '撤销', remade: '责令重作' } as const

/** Whether an address is that of signing in, which nobody is to be sent back to. Pure. */
export const leadsToSignIn = (path: string): boolean => /^\/sign-in(?![\w-])/.test(path)

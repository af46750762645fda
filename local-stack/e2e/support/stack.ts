/** Where the running stack is; `./guildhall test` starts one and says it through the environment. */
function required(name: string): string {
  const value = process.env[name]
  if (!value) {
    throw new Error(`${name} is not set: run these tests with ./guildhall test e2e`)
  }
  return value.replace(/\/$/, '')
}

export const stack = {
  url: required('GUILDHALL_URL'),
  mailUrl: required('GUILDHALL_MAIL_URL'),
  rpcUrl: required('GUILDHALL_RPC_URL'),
}

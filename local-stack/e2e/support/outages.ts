import { readFileSync } from 'node:fs'

interface Run {
  logs: string
  servers: { name: string; port: number; pid: number }[]
}

/** What the stack says of itself; the process ids are those of now. */
export function run(): Run {
  return JSON.parse(readFileSync(process.env.GUILDHALL_RUN!, 'utf8')) as Run
}

export function serverOf(name: string): Run['servers'][number] {
  const found = run().servers.find((server) => server.name === name)
  if (!found) throw new Error(`no server is called ${name}`)
  return found
}

export function logOf(name: string): string {
  return readFileSync(`${run().logs}/${name}.log`, 'utf8')
}

export const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** Ends a server as a crash would; ends itself when the stack has brought the server back. */
export async function crash(name: string): Promise<void> {
  const { pid } = serverOf(name)
  process.kill(pid, 'SIGKILL')
  const end = Date.now() + 240_000
  while (serverOf(name).pid === pid) {
    if (Date.now() > end) throw new Error(`${name} does not come back`)
    await wait(100)
  }
}

/** Lets a server answer nobody for a while: its connections stay open, and nothing comes out of them. */
export async function freeze(name: string, during: () => Promise<void>): Promise<void> {
  const { pid } = serverOf(name)
  process.kill(pid, 'SIGSTOP')
  try {
    await during()
  } finally {
    process.kill(pid, 'SIGCONT')
  }
}

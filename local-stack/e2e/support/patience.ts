import { randomUUID } from 'node:crypto'
import { wait } from './outages'
import type { Api } from './people'

/** The platform said no, and will say so again. */
export class Refusal extends Error {
  constructor(
    request: string,
    readonly status: number,
    readonly code: string,
    text: string,
  ) {
    super(`${request}: ${status} ${text}`)
  }
}

/** What was answered to people while servers failed, and how often. */
export const answers = new Map<string, number>()

const LONGEST = 300_000

/**
 * Calls as a client that means it: what an outage leaves without an answer is asked again under the same
 * idempotency key, so that it has its effect once.
 */
export async function patiently<T>(api: Api, method: string, path: string, body?: unknown): Promise<T> {
  const key = randomUUID()
  const end = Date.now() + LONGEST
  for (let pause = 500; ; pause = Math.min(2 * pause, 3_000)) {
    const answer = await api.call(method, path, body, { 'idempotency-key': key }).catch(() => undefined)
    const text = answer ? await answer.text().catch(() => undefined) : undefined
    if (answer?.ok && text !== undefined) return (text ? JSON.parse(text) : undefined) as T
    const code = answer && text ? ((JSON.parse(text) as { code?: string }).code ?? '') : ''
    const seen = `${method} ${answer?.status ?? 'no answer'} ${code}`
    answers.set(seen, (answers.get(seen) ?? 0) + 1)
    const passes =
      !answer ||
      text === undefined ||
      // A 500 is asked again too, so that one shows all; whoever counts the answers judges it.
      [500, 502, 503, 504].includes(answer.status) ||
      code === 'request-in-progress'
    if (!passes) throw new Refusal(`${method} ${path}`, answer.status, code, text)
    if (Date.now() > end) throw new Error(`${method} ${path}: ${seen} for ${LONGEST} ms`)
    await wait(pause)
  }
}

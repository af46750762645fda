// How soon an open page shows what the chain has: from the sending of a transaction, which is a little before the block that
// contains it, to the event on somebody else's stream through the gateway.
import { table } from './report.mjs'

const TIMES = Number(process.env.BENCH_LATENCY_TIMES ?? 25)
const WARM_UP = 5
const LONGEST_MILLISECONDS = 20_000

export async function measureLatency({ run, logIn }) {
  const publisher = await logIn('mira')
  const other = await logIn('mira')
  const found = { funded: [], cancelled: [] }
  for (let i = -WARM_UP; i < TIMES; i++) {
    const task = await acceptedTask(run.url, publisher)
    // Nobody but its publisher sees a task before it is funded: their other page stands for everybody's.
    const funded = await fund(run.url, publisher, other, task)
    const cancelled = await cancel(run.url, publisher, task)
    if (i < 0) continue
    found.funded.push(funded)
    found.cancelled.push(cancelled)
  }
  const rows = Object.entries(found).map(([name, all]) => ({ connections: 1, name, ...summary(all) }))
  table(`From the chain to an open page, ms (target at one confirmation: p95 below 1,000)`, rows)
  return rows
}

function summary(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  return { p50: at(0.5), p95: at(0.95), longest: sorted.at(-1), samples: sorted.length }
}

async function acceptedTask(url, publisher) {
  const { id } = await call(url, publisher, 'POST', '/api/v1/tasks', {
    name: 'Carry the lantern to the harbour',
    description: 'Through the old town, before the evening.',
    criteria: ['It burns when it arrives'],
    reward: '1000000000000000',
    claimDeadline: new Date(Date.now() + 20 * 86_400_000).toISOString(),
    reviewWindow: 86_400,
    workWindow: 86_400,
    maxRevisions: 2,
    mode: 'FIRST_COME',
    tags: ['errand'],
  })
  const applied = await call(url, publisher, 'POST', `/api/v1/tasks/${id}/application`, {})
  if (applied.status !== 'AWAITING_FUNDS') throw new Error(`task ${id} is ${applied.status}, expected AWAITING_FUNDS`)
  return id
}

async function fund(url, publisher, other, task) {
  const plan = await call(url, publisher, 'GET', `/api/v1/tasks/${task}/funding`)
  return seen(url, other, task, 'FUNDED', () => send(plan.funding))
}

async function cancel(url, publisher, task) {
  const verb = await call(url, publisher, 'GET', `/api/v1/tasks/${task}/calls/cancel`)
  return seen(url, undefined, task, 'CANCELLED', () => send(verb))
}

/** Milliseconds from the beginning of an act until a reader's open stream tells of it. */
async function seen(url, reader, task, kind, act) {
  const end = new AbortController()
  const answer = await fetch(`${url}/api/v1/tasks/${task}/events`, {
    headers: { accept: 'text/event-stream', ...(reader ? { authorization: `Bearer ${reader}` } : {}) },
    signal: AbortSignal.any([end.signal, AbortSignal.timeout(LONGEST_MILLISECONDS)]),
  })
  if (!answer.ok) throw new Error(`the stream of ${task} answers ${answer.status}`)
  const begin = performance.now()
  const acted = act()
  let text = ''
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    text += part
    if (text.includes(`"kind":"${kind}"`)) {
      const took = performance.now() - begin
      end.abort()
      await acted
      return took
    }
  }
  throw new Error(`the stream of ${task} ended without ${kind}`)
}

/** The development node holds the demo publisher's key. */
async function send({ from, to, value, data }) {
  const answer = await fetch(process.env.GUILDHALL_RPC_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'eth_sendTransaction',
      params: [{ from, to, value: `0x${BigInt(value).toString(16)}`, data }],
    }),
  })
  const { error } = await answer.json()
  if (error) throw new Error(`the node refuses: ${error.message}`)
}

async function call(url, token, method, path, body) {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-guildhall-client': 'web' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return text ? JSON.parse(text) : undefined
}

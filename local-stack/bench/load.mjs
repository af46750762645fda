import { spawnSync } from 'node:child_process'
import { cpuSeconds } from './processes.mjs'

/** How long one load lasts. */
export const SECONDS = Number(process.env.BENCH_SECONDS ?? 4)

/** How often each target is loaded, in turns with the others: machines are noisy. */
export const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3)

/** What each target answers before anything is measured: the JIT compiler is done with the hot path by then. */
export const WARM_UP = Number(process.env.BENCH_WARM_UP ?? 100_000)
const LONGEST_WARM_UP_SECONDS = 90

const MILLISECONDS = { us: 1e-3, ms: 1, s: 1e3, m: 6e4 }

/** What the tables show of a load. */
export const FIGURES = ['perSecond', 'p50', 'p99', 'errors', 'cpuMicroseconds', 'queries']

/** Makes load with wrk, and says what it cost: requests of this token, statements of this MySQL. */
export class Loader {
  #mysql
  #token

  constructor(mysql, token) {
    this.#mysql = mysql
    this.#token = token
  }

  async #statements() {
    const [rows] = await this.#mysql.query("SHOW GLOBAL STATUS LIKE 'Questions'")
    return Number(rows[0].Value)
  }

  /** Until a target has answered often enough, or for long enough. */
  async warmUp(target, requests) {
    const end = Date.now() + LONGEST_WARM_UP_SECONDS * 1000
    for (let answered = 0; answered < requests && Date.now() < end; ) {
      await target.prepare?.()
      answered += (await this.load(target)).requests
    }
  }

  /** One load of wrk, with what it cost the processes that served it. */
  async load({ url, pids, connections, script, seconds = SECONDS }) {
    const [cpuBefore, askedBefore] = [cpuSeconds(pids), await this.#statements()]
    const line = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '--latency']
    line.push('-H', `Authorization: Bearer ${this.#token}`, ...(script ? ['-s', script] : []), url)
    const { stdout, status, stderr } = spawnSync('wrk', line, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`wrk: ${stderr || stdout}`)
    const [cpu, asked] = [cpuSeconds(pids) - cpuBefore, (await this.#statements()) - askedBefore - 1]
    const number = (pattern) => Number(stdout.match(pattern)?.[1] ?? 0)
    const requests = number(/(\d+) requests in/)
    const failed = number(/Non-2xx or 3xx responses: (\d+)/)
    const broken = (stdout.match(/Socket errors: .*/)?.[0].match(/\d+/g) ?? []).reduce((sum, n) => sum + Number(n), 0)
    return {
      requests,
      perSecond: number(/Requests\/sec:\s+([\d.]+)/),
      p50: milliseconds(stdout.match(/^\s+50%\s+(\S+)\s*$/m)?.[1]),
      p99: milliseconds(stdout.match(/^\s+99%\s+(\S+)\s*$/m)?.[1]),
      errors: failed + broken,
      cpuMicroseconds: (cpu * 1e6) / requests,
      queries: asked / requests,
    }
  }
}

function milliseconds(text) {
  const [, value, unit] = text?.match(/^([\d.]+)(us|ms|s|m)$/) ?? []
  if (!unit) throw new Error(`wrk says no time but ${text}`)
  return Number(value) * MILLISECONDS[unit]
}

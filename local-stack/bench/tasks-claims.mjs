// Signed claims through the service, each with its locks, its command for the chain and its place on the timeline, against a
// plain JDBC program that runs the same statements on the same server.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { programOf } from './bare.mjs'
import { FIGURES, ROUNDS } from './load.mjs'
import { median, table } from './report.mjs'

const PLAYERS = 16
const SECONDS = 3
/** A claim is a hundred times a read: the JIT compiler needs thousands of them, and shares the processor with them. */
const WARM_UP_SECONDS = 15
const MOST_WARM_UPS = 20
/** It is done when none of so many loads cost much less than the cheapest before them. */
const STEADY_LOADS = 3
const MUCH_LESS = 0.95
const WARM_UP_OF_PROGRAM_SECONDS = 3
/** Enough for the fastest load. */
const EACH = 4_000
const FIRST_TASK = 5_000_000_000
const FIRST_CONSENT = 6_000_000_000
const CONNECTIONS = [16, 64, 256]

const TYPES = {
  Claim: [
    { name: 'task', type: 'bytes32' },
    { name: 'openedIn', type: 'uint256' },
    { name: 'worker', type: 'address' },
  ],
}

export async function measureClaims({ run, server, mysql, loader }) {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-claims-'))
  try {
    const players = []
    for (let i = 0; i < PLAYERS; i++) players.push(await register(run.url, i))
    const work = new Work({ run, server, mysql, loader, folder, players })
    return await work.measure()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function register(url, number) {
  const username = `claimer${Date.now().toString(36)}${number}`
  const answer = await fetch(`${url}/api/v1/auth/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-guildhall-client': 'web' },
    body: JSON.stringify({
      username,
      email: `${username}@players.example`,
      password: `Lantern-${number}-harbour-42`,
      locale: 'en',
      acceptTerms: true,
    }),
  })
  if (!answer.ok) throw new Error(`nobody registers: ${answer.status} ${await answer.text()}`)
  const { accessToken, user } = await answer.json()
  return { id: user.id, token: accessToken }
}

class Work {
  #next = 0
  #account = privateKeyToAccount(generatePrivateKey())

  constructor(all) {
    Object.assign(this, all)
  }

  async measure() {
    const escrow = await (await fetch(`${this.run.url}/api/v1/task-escrow`)).json()
    this.domain = { ...escrow.domain, chainId: Number(escrow.chainId), verifyingContract: escrow.contract }
    const task = this.server('task-service')
    const pids = [task.pid]
    const behind = [task.pid, this.server('gateway-service').pid]
    const targets = {
      'JDBC program': (connections) => this.#program(connections),
      'claim, direct': (connections) => this.#load(`http://127.0.0.1:${task.port}`, pids, connections),
      'claim, gateway': (connections) => this.#load(this.run.url, behind, connections),
    }
    await this.#warmUp(() => this.#load(`http://127.0.0.1:${task.port}`, pids, 16, WARM_UP_SECONDS))
    const rows = []
    for (const connections of CONNECTIONS) {
      const measured = Object.fromEntries(Object.keys(targets).map((name) => [name, []]))
      // The targets are ratios at 16 connections; beyond that it only has to go on without errors.
      for (let round = 0; round < (connections === 16 ? ROUNDS : 1); round++) {
        for (const [name, target] of Object.entries(targets)) measured[name].push(await target(connections))
      }
      const found = Object.entries(measured).map(([name, all]) => ({
        connections,
        name,
        ...Object.fromEntries(FIGURES.map((figure) => [figure, median(all.map((one) => one[figure] ?? 0))])),
      }))
      const rate = (name) => found.find((row) => row.name === name).perSecond
      found.push({ connections, name: 'ratios', claimToJdbc: rate('claim, direct') / rate('JDBC program') })
      rows.push(...found)
    }
    table('Claims (target at 16 connections: claimToJdbc 0.3)', rows)
    return rows
  }

  async #warmUp(load) {
    for (let i = 0, steady = 0, least = Infinity; i < MOST_WARM_UPS && steady < STEADY_LOADS; i++) {
      const cost = (await load()).cpuMicroseconds
      console.log(`  claims warm up: ${Math.round(cost)} us each`)
      steady = cost < MUCH_LESS * least ? 0 : steady + 1
      least = Math.min(least, cost)
    }
  }

  /** Open tasks that nobody has claimed, and for each a claim that waits for its signature. */
  async #prepare(count) {
    const [first, from, to] = [this.#next, FIRST_TASK + this.#next, FIRST_TASK + this.#next + count]
    this.#next += count
    const key = `CONCAT('0x', SHA2(n, 256))`
    const numbers = `WITH RECURSIVE numbers (n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ${to})`
    const publisher = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
    const player = `ELT(1 + (n - ${from}) % ${PLAYERS}, ${this.players.map(({ id }) => `'${id}'`).join(', ')})`
    await this.mysql.query(`INSERT INTO Task (task_id, task_name, task_description, task_price, task_status, publisher_id, excerpt,
        criteria, tags, token, mode, claim_deadline, review_window, work_window, max_revisions, created_at, opened_at, promise_key,
        escrow_key, publisher_address, opened_in, clock_ends_at, round, version) ${numbers}
      SELECT n, CONCAT('Claim me ', n), 'Soon', 1000000, 'OPEN', 2000000001, 'Soon', 'It is there', '', '', 'FIRST_COME', '2040-01-01',
        86400, 86400, 2, '2025-01-01', '2025-01-01', ${key}, ${key}, '${publisher}', 1, '2040-01-01', 0, 0 FROM numbers`)
    await this.mysql.query(`INSERT INTO EscrowTerms (escrow_key, task_id, publisher, content, content_hash, token, reward, max_revisions,
        default_share, fee_rate, appeal_window, review_window, work_window, claim_deadline, created_at) ${numbers}
      SELECT ${key}, n, '${publisher}', '{}', ${key}, '', 1000000, 2, 5000, 250, 0, 86400, 86400, '2040-01-01', '2025-01-01' FROM numbers`)
    await this.mysql.query(`INSERT INTO Timeline (task_id, length) ${numbers} SELECT n, 3 FROM numbers`)
    await this.mysql.query(`INSERT INTO Consent (consent_id, task_id, user_id, kind, signer, escrow_key, opened_in, worker, created_at,
        version) ${numbers}
      SELECT n - ${FIRST_TASK} + ${FIRST_CONSENT}, n, ${player}, 'CLAIM', '${this.#account.address}', ${key}, 1,
        '${this.#account.address}', UTC_TIMESTAMP(6), 0 FROM numbers`)
    // Who holds how many is counted for each claim: those of the load before do not count.
    await this.mysql.query(`UPDATE Task SET pending_step = NULL, pending_since = NULL, pending_by = NULL, pending_command = NULL
      WHERE task_id >= ${FIRST_TASK} AND task_id < ${from}`)
    await this.mysql.query(`UPDATE EscrowCommand SET state = 'DONE' WHERE task_id >= ${FIRST_TASK}`)
    return first
  }

  async #load(url, pids, connections, seconds = SECONDS) {
    const first = await this.#prepare(EACH)
    const [keys] = await this.mysql.query(
      `SELECT task_id, escrow_key FROM Task WHERE task_id >= ${FIRST_TASK + first} ORDER BY task_id LIMIT ${EACH}`,
    )
    const lines = []
    for (const { task_id: id, escrow_key: task } of keys) {
      const message = { task, openedIn: 1n, worker: this.#account.address }
      const signature = await this.#account.signTypedData({ domain: this.domain, types: TYPES, primaryType: 'Claim', message })
      lines.push(`/api/v1/tasks/${id}/consents/${Number(id) - FIRST_TASK + FIRST_CONSENT} ${signature}`)
    }
    const file = join(this.folder, 'claims')
    writeFileSync(file, lines.join('\n') + '\n')
    process.env.BENCH_CLAIMS = file
    process.env.BENCH_CLAIM_TOKENS = this.players.map(({ token }) => token).join(' ')
    return this.loader.load({ url, pids, connections, seconds, script: new URL('claim.lua', import.meta.url).pathname })
  }

  async #program(connections) {
    const count = 4 * EACH
    const first = await this.#prepare(count)
    const settings = join(this.folder, 'claims.properties')
    const figures = join(this.folder, 'claims.json')
    const address = new URL(process.env.GUILDHALL_MYSQL_ADMIN_URL)
    const values = {
      url: `jdbc:mysql://${address.host}/task_service?sslMode=DISABLED&allowPublicKeyRetrieval=true`,
      user: address.username,
      password: address.password,
      connections,
      warmUpSeconds: WARM_UP_OF_PROGRAM_SECONDS,
      seconds: SECONDS,
      firstTask: FIRST_TASK + first,
      firstConsent: FIRST_CONSENT + first,
      count,
      players: this.players.map(({ id }) => id).join(','),
    }
    writeFileSync(settings, Object.entries(values).map(([name, value]) => `${name}=${value}\n`).join(''))
    const { command, line } = programOf('io.guildhall.localstack.bench.ClaimProgram', this.server('user-service'))
    const { status, stderr } = spawnSync(command, [...line, settings, figures], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`the JDBC program: ${stderr}`)
    return { ...JSON.parse(readFileSync(figures, 'utf8')), errors: 0 }
  }
}
